/** Every version with the day from which it holds, newest first; its differences come when somebody opens them. */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Reply } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { Loading } from '../../ui/state.tsx';
import { differenceRows } from './difference-rows.ts';
import { Problem } from './problem.tsx';
import { useProposalWords } from './proposal-words.ts';
import { Differences } from './versions.tsx';

type Version = Reply<'GET', '/rules'>['versions'][number];
type Found = readonly { path: string; was?: unknown; is?: unknown }[];

type DatedVersionsProps = {
  readonly versions: readonly Version[];
  /** Where the same is asked for again. */
  readonly name: string;
  readonly compare?: (version: number) => Promise<Found>;
  /** What the first version is compared with, where there was something before it. */
  readonly first?: string;
  readonly restore?: ((version: number) => void) | undefined;
};

type ComparedProps = {
  readonly name: string;
  readonly label: string;
  readonly version: number;
  readonly compare: (version: number) => Promise<Found>;
};

const Compared = ({ name, label, version, compare }: ComparedProps) => {
  const { language } = useProposalWords();
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['differences', name, version],
    queryFn: () => compare(version),
    enabled: isOpen,
    staleTime: Infinity,
  });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{label}</summary>
      {error && <Problem error={error} />}
      {isOpen && !data && !error && <Loading />}
      {data && <Differences rows={differenceRows(data, language)} />}
    </details>
  );
};

export const DatedVersions = ({ versions, name, compare, first, restore }: DatedVersionsProps) => {
  const { w, say, language } = useProposalWords();
  const id = useId();
  return (
    <section className="wb-panel" aria-labelledby={id}>
      <h2 id={id}>{w.versions}</h2>
      <ol className="ad-versions">
        {versions.map(({ version, inForce, validFrom, reason, proposedBy, approvedBy }) => (
          <li key={version}>
            <p>
              <strong>{w.version(version)}</strong> {inForce && <span className="tag tag-good">{w.current}</span>}{' '}
              {validFrom === null ? w.original : w.from(dateText(validFrom, language))}
              {proposedBy && approvedBy && (
                <span className="hint">
                  {' '}
                  · {w.byTwo(say(proposedBy) || proposedBy.id, say(approvedBy) || approvedBy.id)}
                </span>
              )}
            </p>
            {reason && (
              <p className="hint">
                {w.reason}：{reason}
              </p>
            )}
            {compare && (version > 1 || first !== undefined) && (
              <Compared
                name={name}
                label={version > 1 ? w.compare : (first ?? '')}
                version={version}
                compare={compare}
              />
            )}
            {restore && !inForce && (
              <button type="button" className="wb-button" onClick={() => restore(version)}>
                {w.restore}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
