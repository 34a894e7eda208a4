/** Phone and address in full for two minutes, for a reason that the person is told. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { send } from '../../api/api.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { useDesk } from '../me.ts';
import { useStaffWords } from '../words.ts';
import type { CareRecord } from './api.ts';
import { ReasonForm } from './reason-form.tsx';

/** Milliseconds that whole values stay on the screen: the counter is a public place. */
const shownFor = 120_000;

export const Whole = ({ person: { residentId } }: { person: CareRecord }) => {
  const { w } = useStaffWords();
  const words = w.needs;
  const failureWords = useFailureWords();
  const { officeId } = useDesk();
  const [isOpen, setIsOpen] = useState(false);
  const reveal = useMutation({
    mutationFn: (reason: string) =>
      send('/offices/{officeId}/care/personal-data', {
        params: { officeId },
        body: { residentIds: [residentId], reason },
      }),
  });
  const shown = reveal.data?.people[0];
  const { reset } = reveal;
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => {
      reset();
      setIsOpen(false);
    }, shownFor);
    return () => clearTimeout(timer);
  }, [shown, reset]);
  return (
    <section className="wb-panel no-print" aria-labelledby="whole">
      <h2 id="whole">{words.reveal}</h2>
      {shown ? (
        <>
          <dl className="wb-facts wb-whole">
            {(
              [
                [words.name, shown.name],
                [words.phone, shown.phone],
                [words.address, shown.address],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value === '' ? '–' : value}</dd>
              </div>
            ))}
          </dl>
          <p className="hint" role="status">
            {words.shown}
          </p>
        </>
      ) : isOpen ? (
        <ReasonForm
          label={words.revealReason}
          missing={words.wrong}
          isPending={reveal.isPending}
          problem={reveal.error ? failureWords(reveal.error).detail : undefined}
          buttons={[{ name: words.show, act: (reason) => reveal.mutate(reason) }]}
        />
      ) : (
        <button type="button" className="wb-button" onClick={() => setIsOpen(true)}>
          {words.reveal}
        </button>
      )}
    </section>
  );
};
