/** Numbers as they are read: shares to a tenth of a percent, counts with their thousands apart. */

export const percentText = (rate: number | null | undefined): string =>
  rate === null || rate === undefined ? '–' : `${(Math.round(rate * 1000) / 10).toFixed(1)}%`;

/** For axes and series, to a tenth; null leaves a gap. */
export const percentOf = (rate: number | null): number | null => (rate === null ? null : Math.round(rate * 1000) / 10);

/** null: withheld, or not known. */
export const countText = (n: number | null | undefined): string =>
  n === null || n === undefined ? '–' : n.toLocaleString('en-US');

export const intervalText = (interval: readonly [number, number] | null): string =>
  interval ? `${percentText(interval[0])} – ${percentText(interval[1])}` : '–';
