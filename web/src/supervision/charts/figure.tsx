/** A chart with its numbers as a table: one or the other on the screen, both on paper. */
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Loading } from '../../ui/state.tsx';
import { Scroll } from './scroll.tsx';
import { useSupervisionWords } from '../words.ts';

const EChart = lazy(() => import('./echart.tsx'));

type FigureProps = {
  readonly title: string;
  /** What the picture shows, in a sentence, for whoever does not see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height?: 200 | 280 | 360 | 520;
  /** The same numbers as a table. */
  readonly children: ReactNode;
};

export const Figure = ({ title, label, option, height = 280, children }: FigureProps) => {
  const { s } = useSupervisionWords();
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <figure className="sv-figure" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
        <button
          type="button"
          className="wb-button no-print"
          aria-pressed={isTable}
          onClick={() => setIsTable(!isTable)}
        >
          {s.figure.table}
        </button>
      </figcaption>
      <div className={isTable ? 'sv-paper-only' : undefined}>
        <Suspense fallback={<Loading />}>
          <EChart option={option} label={label} height={height} />
        </Suspense>
      </div>
      <div className={isTable ? undefined : 'sv-paper-only'}>
        <Scroll label={title}>{children}</Scroll>
      </div>
    </figure>
  );
};
