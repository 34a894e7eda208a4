/** Every version that was in force, newest first, each with what it changed; an old one can be proposed again. */
import { useId } from 'react';
import { dateText } from '../../ui/dates.ts';
import { useAdministrationWords } from '../words.ts';

export type Difference = { readonly name: string; readonly was: string; readonly is: string };

export const Differences = ({ rows }: { rows: readonly Difference[] }) => {
  const { w } = useAdministrationWords();
  if (rows.length === 0) return <p className="hint">{w.versions.same}</p>;
  return (
    // A wide table scrolls by itself: also with the keyboard.
    <div className="wb-table-frame" role="group" aria-label={w.versions.difference} tabIndex={0}>
      <table className="wb-table ad-differences">
        <thead>
          <tr>
            <th scope="col">{w.versions.field}</th>
            <th scope="col">{w.versions.was}</th>
            <th scope="col">{w.versions.is}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, was, is }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{was === '' ? '—' : <del>{was}</del>}</td>
              <td>{is === '' ? '—' : <ins>{is}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

type Name = { readonly zh: string; readonly en: string };
export type Version<Content> = {
  readonly version: number;
  readonly confirmedAt: string | null;
  readonly proposedBy: Name | null;
  readonly confirmedBy: Name | null;
  readonly content: Content;
};

type VersionsProps<Content> = {
  /** Newest first. */
  readonly versions: readonly Version<Content>[];
  readonly compare: (was: Content, is: Content) => readonly Difference[];
  readonly restore?: ((content: Content) => void) | undefined;
};

export const Versions = <Content,>({ versions, compare, restore }: VersionsProps<Content>) => {
  const { w, say, language } = useAdministrationWords();
  const id = useId();
  return (
    <section className="wb-panel" aria-labelledby={id}>
      <h2 id={id}>{w.versions.title}</h2>
      {versions.length === 0 && <p className="hint">{w.versions.none}</p>}
      <ol className="ad-versions">
        {versions.map(({ version, confirmedAt, proposedBy, confirmedBy, content }, i) => {
          const before = versions[i + 1];
          return (
            <li key={version}>
              <p>
                <strong>{w.versions.version(version)}</strong>{' '}
                {i === 0 && <span className="tag tag-good">{w.versions.current}</span>}{' '}
                {confirmedAt === null ? w.versions.original : dateText(confirmedAt, language)}
                {proposedBy && confirmedBy && (
                  <span className="hint"> · {w.versions.byTwo(say(proposedBy), say(confirmedBy))}</span>
                )}
              </p>
              {before && (
                <details>
                  <summary>{w.versions.difference}</summary>
                  <Differences rows={compare(before.content, content)} />
                </details>
              )}
              {restore && i > 0 && (
                <button type="button" className="wb-button" onClick={() => restore(content)}>
                  {w.versions.restore}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
};
