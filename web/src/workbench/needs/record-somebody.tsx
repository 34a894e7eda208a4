/** For somebody who calls, or was met on the way: who, by their number, then their record. */
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { WhoPicker } from '../intake/who-picker.tsx';
import { useStaffWords } from '../words.ts';

export const RecordSomebody = () => {
  const { w } = useStaffWords();
  const [, go] = useLocation();
  useEffect(() => {
    document.title = `${w.needs.record} · ${w.title}`;
  }, [w]);
  return (
    <div className="wb-page wb-intake">
      <p className="no-print">
        <Link href="/workbench/needs">{w.needs.back}</Link>
      </p>
      <h1>{w.needs.record}</h1>
      <section className="wb-panel" aria-labelledby="who">
        <h2 id="who">{w.intake.who}</h2>
        <WhoPicker
          choose={(applicant) =>
            go(applicant.kind === 'resident' ? `/workbench/needs/${applicant.resident.id}` : '/workbench/visit')
          }
        />
      </section>
    </div>
  );
};
