/** Small real files, and a sender that uploads them as a page does. */
import { createHash } from 'node:crypto';
import { type Client, until } from '../journey/client.ts';

const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** One of each kind that is taken: pictures of one pixel, a document without pages. */
export const files = {
  'image/jpeg': base64(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////' +
      '////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  ),
  'image/png': base64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  ),
  'image/webp': base64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'),
  'application/pdf': Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n' +
      'xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n' +
      'trailer<</Size 3/Root 1 0 R>>\nstartxref\n96\n%%EOF\n',
  ),
} as const;
export type FileType = keyof typeof files;

/** Another file of the same kind: what follows the end of a JPEG or PNG belongs to nothing. */
export const variant = (type: FileType, text: string): Buffer => Buffer.concat([files[type], Buffer.from(text)]);
export const sha256Of = (file: Buffer): string => createHash('sha256').update(file).digest('hex');

export type Form = { url: string; fields: Record<string, string>; expiresAt: string };
export type Paper = {
  id: string;
  state: string;
  sha256: string | null;
  fault: { code: string } | null;
  upload: Form | null;
};

/** The name of a file tells things about people: it is sent here to see that nobody keeps it. */
export const fileName = '陈女士的身份证.jpg';

export const sendForm = async ({ url, fields }: Form, file: Buffer, changes: Record<string, string> = {}) => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) data.set(name, value);
  data.set('file', new Blob([new Uint8Array(file)]), fileName);
  const reply = await fetch(url, { method: 'POST', body: data });
  return { status: reply.status, text: await reply.text() };
};

export type Announcement = {
  as: string;
  itemId: string;
  material: string;
  file?: Buffer;
  type?: string;
  more?: object;
};

export const uploader = (api: Client) => {
  const announce = ({
    as,
    itemId,
    material,
    file = files['image/jpeg'],
    type = 'image/jpeg',
    more = {},
  }: Announcement) =>
    api.call<Paper>('POST', '/papers', {
      as,
      body: { itemId, material, contentType: type, bytes: file.length, sha256: sha256Of(file), ...more },
    });
  const settled = (id: string, as: string) =>
    until(`paper ${id} to be looked into`, async () => {
      const { body } = await api.call<Paper>('GET', `/papers/${id}`, { as });
      return body.state === 'awaited' ? undefined : body;
    });
  /** Announced, sent, looked into. */
  const upload = async (what: Announcement): Promise<Paper> => {
    const { status, body } = await announce(what);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    if (body.upload) await sendForm(body.upload, what.file ?? files['image/jpeg']);
    return settled(body.id, what.as);
  };
  return { announce, settled, upload };
};
