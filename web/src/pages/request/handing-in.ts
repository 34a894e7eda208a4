/** What is handed in with a supplement or an answer: uploads and papers of the file, by the question in which they stand. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type KeptPaper, keptQuery } from '../../api/known.ts';
import type { Ticket } from '../../api/ticket.ts';
import { useActing } from '../../auth/acting.ts';
import type { UploadTarget } from '../../papers/upload.ts';

type Given = Readonly<Record<string, unknown>>;

const idsIn = (given: Given): string[] =>
  Object.values(given).flatMap((value) => (Array.isArray(value) ? (value as string[]) : []));

export const useHandingIn = (ticket: Ticket) => {
  const acting = useActing();
  const { data } = useQuery(keptQuery(ticket));
  const [given, setGiven] = useState<Given>({});
  const [consented, setConsented] = useState<readonly string[]>([]);
  const kept: readonly KeptPaper[] = data?.papers ?? [];
  const set = (name: string, value: unknown): void => setGiven((was) => ({ ...was, [name]: value }));
  return {
    kept,
    given,
    set,
    reuse: (id: string, name: string, value: readonly string[]): void => {
      set(name, value);
      setConsented((was) => [...new Set([...was, id])]);
    },
    keptChosen: consented.filter((id) => idsIn(given).includes(id)),
    /** One that stands in no question. */
    choose: (id: string, isChosen: boolean): void => {
      set(id, isChosen ? [id] : undefined);
      setConsented((was) => [...was.filter((each) => each !== id), ...(isChosen ? [id] : [])]);
    },
    uploadFor: { itemId: ticket.itemId, ...(acting ? { mandateId: acting.mandateId } : {}) } satisfies UploadTarget,
    /** As the action takes it: what is used again is no upload. */
    body: (): { papers?: string[]; reuse?: string[] } => {
      const ids = idsIn(given);
      const reuse = ids.filter((id) => consented.includes(id));
      const papers = ids.filter((id) => !reuse.includes(id));
      return { ...(papers.length > 0 ? { papers } : {}), ...(reuse.length > 0 ? { reuse } : {}) };
    },
  };
};
export type HandingIn = ReturnType<typeof useHandingIn>;
