/** Tables that leave the system: what a spreadsheet opens must be text where it was text, and numbers where they were. */
export type Value = string | number | null;
export type Column = { zh: string; en: string };
export type Table = { name: string; columns: readonly Column[]; rows: readonly (readonly Value[])[] };

/**
 * A spreadsheet takes text that begins so for a formula and may run it (OWASP, CSV injection). An apostrophe in front
 * makes it text again. Numbers of ours stay numbers, the negative ones too.
 */
const formula = /^[=+\-@\t\r]/;
const inert = (text: string): string => (formula.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const field = (value: Value): string =>
  value === null ? '' : typeof value === 'number' ? String(value) : quoted(inert(value));

export const headings = ({ columns }: Table): string[] => columns.map(({ zh, en }) => `${zh} ${en}`);

/** RFC 4180 with the byte order mark by which Excel reads UTF-8. */
export const csvOf = (table: Table): string =>
  `\uFEFF${[headings(table), ...table.rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
