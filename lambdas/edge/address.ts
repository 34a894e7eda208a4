/** From where a request comes, as far as that can be known. */
import { markHeader } from '../../contract/environment.ts';

/** What the gateway and those before it say of where a request comes from. */
export type Origin = { sourceIp: string | undefined; headers: Readonly<Record<string, string | undefined>> };

/**
 * The address of whoever asks. Behind our CDN the connection is the CDN's, which puts the address that it saw at the end
 * of X-Forwarded-For; the gateway may add its own caller behind. Anybody can write that header, so it is believed only
 * beside `mark`, which our CDN alone sends.
 */
export const addressOf = ({ sourceIp, headers }: Origin, mark: string): string | undefined => {
  if (headers[markHeader] !== mark) return sourceIp;
  const passed = (headers['x-forwarded-for'] ?? '').split(',').map((each) => each.trim());
  const seen = passed.at(-1) === sourceIp ? passed.at(-2) : passed.at(-1);
  return seen || sourceIp;
};

/** The network of an address. Of IPv6 the first half: a subscriber is given the whole second half, to change at will. */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [head = '', tail] = address.toLowerCase().split('::');
  const parts = (text: string) => text.split(':').filter((part) => part !== '');
  const [left, right] = [parts(head), parts(tail ?? '')];
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
