/** Uploading one paper: announce it, send it to the store, wait until it was looked into. */
import { read, send } from '../api/api.ts';
import { failure } from '../api/failure.ts';
import { shrink } from './shrink.ts';

export type UploadTarget = {
  readonly itemId: string;
  readonly mandateId?: string;
  /** At the counter: of whom it is, that the clerk has seen the original, the last day written on it. */
  readonly residentId?: string;
  readonly originalSeen?: boolean;
  readonly validTo?: string;
};
export type UploadFor = UploadTarget & { readonly material: string };
/** What became of it: its id, or why it is refused. */
export type Uploaded = { readonly id: string } | { readonly fault: { zh: string; en: string } };

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const hash = async (file: File): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Only XMLHttpRequest tells how far an upload has come. */
const post = (url: string, form: FormData, onProgress: (share: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () =>
      request.status < 300 ? resolve() : reject(failure({ kind: 'unavailable' })),
    );
    request.addEventListener('error', () => reject(failure({ kind: 'offline' })));
    request.send(form);
  });

/** Asks until it is known, every half second at first and ever less often; gives up after about a minute. */
const looked = async (id: string): Promise<Uploaded> => {
  for (let pause = 500; pause < 12_000; pause *= 1.4) {
    const { state, fault } = await read('/papers/{id}', { params: { id } });
    if (state === 'checked') return { id };
    if (fault) return { fault };
    await wait(pause);
  }
  throw failure({ kind: 'unavailable' });
};

/** @param onProgress 0 to 1 @throws Failure; the same file sent again is the same paper */
export const upload = async (
  chosen: File,
  target: UploadFor,
  onProgress: (share: number) => void,
): Promise<Uploaded> => {
  const file = await shrink(chosen);
  const announced = await send('/papers', {
    body: {
      ...target,
      contentType: file.type,
      bytes: file.size,
      sha256: await hash(file),
    },
  });
  if (announced.upload) {
    const form = new FormData();
    for (const [name, value] of Object.entries(announced.upload.fields)) form.append(name, value);
    // The store reads nothing behind it.
    form.append('file', file);
    await post(announced.upload.url, form, onProgress);
  }
  return looked(announced.id);
};
