/** The export as a page to read and print: one file, without script, that opens anywhere. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Both languages in one line, as replies have them. */
const bilingual = (value: Record<string, unknown>): string | null =>
  typeof value['zh'] === 'string' && typeof value['en'] === 'string' && Object.keys(value).length === 2
    ? `${value['zh']} ${value['en']}`
    : null;

const cell = (value: unknown, names: Readonly<Record<string, string>>): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value))
    return value.length === 0 ? '—' : `<ol>${value.map((each) => `<li>${cell(each, names)}</li>`).join('')}</ol>`;
  if (!isRecord(value)) return escaped(String(value));
  const both = bilingual(value);
  return both === null ? table(value, names) : escaped(both);
};

const table = (value: Record<string, unknown>, names: Readonly<Record<string, string>>): string =>
  `<table>${Object.entries(value)
    .filter(([name]) => name !== 'names')
    .map(([name, each]) => `<tr><th>${escaped(names[name] ?? name)}</th><td>${cell(each, names)}</td></tr>`)
    .join('')}</table>`;

const style =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:.25rem 0}th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top}th{width:11rem;font-weight:600}ol{margin:0;padding-left:1.5rem}';

/** `names`, part of the export, has a word for each name in it. */
export const pageOf = (data: Record<string, unknown>, title: string): string => {
  const names = isRecord(data['names']) ? (data['names'] as Record<string, string>) : {};
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style><h1>${escaped(title)}</h1>${table(data, names)}</html>`;
};
