/** One change of a record on the version that was seen; afterwards the page shows it as it is. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refusalIn } from '../../api/failure.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { useStaffWords } from '../words.ts';
import type { CareRecord } from './api.ts';

export const useChange = (residentId: string) => {
  const { w } = useStaffWords();
  const failureWords = useFailureWords();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (ask: () => Promise<CareRecord>) => ask(),
    onSuccess: (record) => {
      queries.setQueryData(['care', residentId], record);
      void queries.invalidateQueries({ queryKey: ['care'], refetchType: 'none' });
    },
    // Told when what the colleague did is there: the next try is made on that.
    onError: async (error) => {
      if (refusalIn(error) === 'stale-version') await queries.invalidateQueries({ queryKey: ['care', residentId] });
    },
  });
  const { error } = change;
  const problem = !error
    ? undefined
    : refusalIn(error) === 'stale-version'
      ? w.needs.stale
      : failureWords(error).detail;
  return { change: change.mutate, isPending: change.isPending, problem };
};
