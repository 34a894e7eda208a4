/** The catalogue with its versions: filters live in the address. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { departments, modes } from '../../../../domain/catalogue.ts';
import { read, type Reply } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { Page } from '../page.tsx';
import { useCatalogueWords } from './words.ts';

type Line = Reply<'GET', '/items'>['items'][number];
const states = ['current', 'upcoming', 'ended'] as const;

/** What is typed filters at once: the whole list is short. */
const fits = (line: Line, { department, mode, state, q }: Readonly<Record<string, string>>): boolean =>
  (!department || line.department === department) &&
  (!mode || line.mode === mode) &&
  (!state || line.state === state) &&
  (!q || [line.id, line.zh, line.en, line.code].some((text) => text.toLowerCase().includes(q.trim().toLowerCase())));

const Items = () => {
  const { w, t, say, language } = useCatalogueWords();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery({ queryKey: ['items-managed'], queryFn: () => read('/items') });
  const wanted = Object.fromEntries(['department', 'mode', 'state', 'q'].map((name) => [name, params.get(name) ?? '']));
  const choose = (name: string, value: string): void =>
    setParams(
      (before) => {
        before.delete(name);
        if (value) before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const filter = (name: string, label: string, choices: readonly { value: string; said: string }[]) => (
    <label>
      {label}
      <select value={wanted[name]} onChange={({ target }) => choose(name, target.value)}>
        <option value="">{w.all}</option>
        {choices.map(({ value, said }) => (
          <option key={value} value={value}>
            {said}
          </option>
        ))}
      </select>
    </label>
  );
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const lines = data.items.filter((line) => fits(line, wanted));
  return (
    <Page title={w.title} lead={w.lead}>
      <form className="wb-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        {filter(
          'department',
          w.department,
          departments.map((value) => ({ value, said: t(`departments.${value}`) })),
        )}
        {filter(
          'mode',
          w.mode,
          modes.map((value) => ({ value, said: w.modes[value] })),
        )}
        {filter(
          'state',
          w.state,
          states.map((value) => ({ value, said: w.states[value] })),
        )}
        <label>
          {w.search}
          <input type="search" value={wanted['q']} onChange={({ target }) => choose('q', target.value)} />
        </label>
      </form>
      {lines.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <div className="wb-table-frame">
          <table className="wb-table">
            <thead>
              <tr>
                {[w.item, w.department, w.mode, w.state, w.version].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td className="wb-item">
                    <Link href={`/administration/catalogue/${line.id}`} className="wb-reference">
                      {say(line)}
                    </Link>{' '}
                    <span className="hint">{line.code}</span>{' '}
                    {line.proposed && <span className="tag tag-warm">{w.proposed}</span>}
                  </td>
                  <td>{t(`departments.${line.department}`)}</td>
                  <td>{w.modes[line.mode]}</td>
                  <td>{w.states[line.state]}</td>
                  <td>
                    {line.version}
                    {line.next && (
                      <span className="hint">
                        {' '}
                        · {w.next(line.next.version, dateText(line.next.validFrom, language))}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
};
export default Items;
