/** What all charts share: colours that differ in brightness too, shapes and patterns for whoever sees no colour. */

/** Contrast to white of 3 and more; told apart in grey as well. */
export const colours = ['#0b4f6c', '#c2610c', '#1c8a5a', '#6b4fa0'] as const;
export const symbols = ['circle', 'rect', 'triangle', 'diamond'] as const;
export const strokes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]] as const;

const ink = '#1b2730';
const soft = '#52606a';
export const font = {
  fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif",
  fontSize: 12,
  color: ink,
};

export const axisText = { ...font, color: soft };
export const splitLine = { lineStyle: { color: '#e4e0d6' } };

/** Of every chart; a chart adds its axes and series. Nothing moves: it is read, and printed. */
export const base = {
  animation: false,
  color: [...colours],
  textStyle: font,
  aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
  legend: { top: 0, left: 0, itemWidth: 28, textStyle: font },
  tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, textStyle: font, borderColor: soft },
  grid: { top: 36, left: 8, right: 20, bottom: 8, containLabel: true },
};

export const lineOf = (name: string, data: readonly (number | null)[], at: number) => ({
  type: 'line',
  name,
  data: [...data],
  symbol: symbols[at % symbols.length],
  symbolSize: 8,
  lineStyle: { width: 2.5, type: strokes[at % strokes.length] },
  itemStyle: { color: colours[at % colours.length] },
});
