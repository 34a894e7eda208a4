/** Collect once: how much of what the forms needed was known already, and did not have to be given again. */
import { Empty } from '../../ui/state.tsx';
import { Scroll } from '../charts/scroll.tsx';
import { useSupervisionWords } from '../words.ts';
import type { Given } from './given.ts';
import { countText, percentText } from './number-text.ts';

export const CollectedSection = ({ numbers: { collected } }: Pick<Given, 'numbers'>) => {
  const { s } = useSupervisionWords();
  const parts = (['papers', 'fields'] as const).map((name) => ({ name, ...collected[name] }));
  if (parts.every(({ all }) => all === 0)) return <Empty>{s.collected.none}</Empty>;
  return (
    <>
      <Scroll label={s.collected.title}>
        <table className="sv-numbers-table">
          <caption className="sr-only">{s.collected.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.collected.what}</th>
              <th scope="col">{s.collected.again}</th>
              <th scope="col">{s.collected.all}</th>
              <th scope="col">{s.collected.share}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ name, of, all, rate }) => (
              <tr key={name}>
                <th scope="row">{s.collected[name]}</th>
                <td>{countText(of)}</td>
                <td>{countText(all)}</td>
                <td>{percentText(rate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="hint">{s.collected.note}</p>
    </>
  );
};
