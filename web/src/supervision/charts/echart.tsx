/**
 * Apache ECharts, of it only what is drawn here, as SVG: sharp on paper. Loaded when the first chart is shown. Tips are
 * drawn, not written as HTML, since the pages' policy allows no inline styles.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use as include } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

include([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

type EChartProps = { readonly option: EChartsCoreOption; readonly label: string; readonly height: number };

/** Pixels that an A4 page has between its margins. */
const paperWidth = 660;

const EChart = ({ option, label, height }: EChartProps) => {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(element);
    const print = window.matchMedia('print');
    const fit = (): void => drawn.resize(print.matches ? { width: paperWidth } : {});
    print.addEventListener('change', fit);
    return () => {
      watch.disconnect();
      print.removeEventListener('change', fit);
      drawn.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);
  return <div ref={place} role="img" aria-label={label} className={`sv-chart sv-chart-${height}`} />;
};
export default EChart;
