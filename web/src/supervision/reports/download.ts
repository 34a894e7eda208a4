/** Files of the service, part by part, as one file where they can be joined. */
import { request } from '../../api/api.ts';

export type Format = 'csv' | 'xlsx';
type Part = { readonly name: string; readonly body: Blob; readonly next: string | null };

/** Reads one part. @throws Failure */
const readPart = async (address: string): Promise<Part> => {
  const response = await request(address, { method: 'GET', headers: {} });
  const [, name = 'yizhan'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const [, next = null] = /^<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
  return { name, body: await response.blob(), next };
};

const save = (body: Blob, name: string): void => {
  const url = URL.createObjectURL(body);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** Tells Excel that it is UTF-8. */
const mark = '\uFEFF';
/** Each part of a table begins with the same heading. */
const withoutHeading = (text: string): string => text.slice(text.indexOf('\r\n') + 2);

export type Progress = { readonly parts: number; readonly bytes: number };

/**
 * Fetches all parts from the address on and saves them: CSV as one file, workbooks one by one. `onPart` is told after
 * each; it says whether to go on. Returns how many parts there were. @throws Failure
 */
export const download = async (
  address: string,
  format: Format,
  onPart: (progress: Progress) => boolean,
): Promise<number> => {
  const texts: string[] = [];
  let [next, parts, bytes, first]: [string | null, number, number, string] = [address, 0, 0, ''];
  while (next !== null) {
    const part: Part = await readPart(next);
    parts += 1;
    bytes += part.body.size;
    if (parts === 1) first = part.name;
    if (format === 'csv') {
      const text = await part.body.text();
      texts.push(parts === 1 ? text : withoutHeading(text));
    } else save(part.body, part.next === null && parts === 1 ? first : first.replace(/(\.\w+)$/, `-${parts}$1`));
    ({ next } = part);
    if (!onPart({ parts, bytes })) return parts;
  }
  if (format === 'csv') save(new Blob([mark, ...texts], { type: 'text/csv;charset=utf-8' }), first);
  return parts;
};
