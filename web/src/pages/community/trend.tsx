/** Two columns a month, drawn here: no chart library comes to a resident's phone. The table below says the same. */
import type { Reply } from '../../api/api.ts';
import { useCommunityWords } from './words.ts';

type Month = Reply<'GET', '/public/communities/{regionCode}'>['trend'][number];

/** Units of the drawing. */
const [width, height, foot, column] = [720, 220, 26, 22];

const Column = ({ x, n, most, kind }: { x: number; n: number | null; most: number; kind: 'filed' | 'resolved' }) => {
  // Withheld is drawn low and hatched: it is more than none.
  const tall = n === null ? 8 : Math.round((n / most) * (height - foot - 24));
  return (
    <>
      <rect
        className={n === null ? 'public-few' : `public-${kind}`}
        x={x}
        y={height - foot - tall}
        width={column}
        height={tall}
      />
      {n !== null && n > 0 && (
        <text className="public-value" x={x + column / 2} y={height - foot - tall - 5} textAnchor="middle">
          {n}
        </text>
      )}
    </>
  );
};

export const Trend = ({ trend, filed, resolved }: { trend: readonly Month[]; filed: string; resolved: string }) => {
  const { c } = useCommunityWords();
  const most = Math.max(5, ...trend.flatMap((month) => [month.filed ?? 0, month.resolved ?? 0]));
  const step = width / trend.length;
  const hasFew = trend.some((month) => month.filed === null || month.resolved === null);
  const text = (n: number | null): string => (n === null ? c.few : String(n));
  return (
    <section aria-labelledby="trend" className="card">
      <h2 id="trend">{c.trend}</h2>
      <p className="public-legend" aria-hidden="true">
        <span className="public-key public-key-filed" /> {c.filedShort}{' '}
        <span className="public-key public-key-resolved" /> {c.resolvedShort}
        {hasFew && (
          <>
            {' '}
            <span className="public-key public-key-few" /> {c.fewMark}
          </>
        )}
      </p>
      <svg
        className="public-trend"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={c.trendLabel(trend.length, filed, resolved)}
      >
        <defs>
          <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="6" fill="#52606a" />
          </pattern>
        </defs>
        {trend.map((month, i) => (
          <g key={month.month}>
            <Column x={i * step + step / 2 - column - 1} n={month.filed} most={most} kind="filed" />
            <Column x={i * step + step / 2 + 1} n={month.resolved} most={most} kind="resolved" />
            <text x={i * step + step / 2} y={height - 8} textAnchor="middle">
              {Number(month.month.slice(5))}
            </text>
          </g>
        ))}
        <line x1="0" y1={height - foot} x2={width} y2={height - foot} />
      </svg>
      <details>
        <summary>{c.asTable}</summary>
        <table className="public-table">
          <caption className="sr-only">{c.trend}</caption>
          <thead>
            <tr>
              <th scope="col">{c.month}</th>
              <th scope="col">{c.filedShort}</th>
              <th scope="col">{c.resolvedShort}</th>
            </tr>
          </thead>
          <tbody>
            {trend.map((month) => (
              <tr key={month.month}>
                <th scope="row">{month.month}</th>
                <td>{text(month.filed)}</td>
                <td>{text(month.resolved)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
};
