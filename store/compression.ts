/**
 * A value that is written and read as a whole, in a third of the room: JSON, deflated (RFC 1951) against a dictionary of
 * what every ticket and every event says again. The table is paid by the kilobyte written (docs/adr/0025-compressed-rows.md).
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { dictionary } from './compression-dictionary.ts';

/** The first byte names the dictionary. Rows outlive releases: another dictionary is another number beside this one. */
const current = 1;
const dictionaries: ReadonlyMap<number, Uint8Array> = new Map([[current, Buffer.from(dictionary)]]);

/** The window reaches over the whole dictionary; with less memory than usual half of the time goes. */
const settings = { windowBits: 13, memLevel: 6 };

/** `json`: the value as JSON says it. */
export const compressJson = (json: string): Buffer => {
  const compressed = deflateRawSync(json, { ...settings, dictionary: dictionaries.get(current) });
  return Buffer.concat([Uint8Array.of(current), compressed]);
};

/** What JSON cannot hold is lost: undefined, sets, bytes. */
export const compress = (value: object): Uint8Array => compressJson(JSON.stringify(value));

/** @throws for bytes of a release that came after this one, and for bytes that `compress` has not made */
export const decompress = (compressed: Uint8Array): object => {
  const known = dictionaries.get(compressed[0] ?? 0);
  if (!known)
    throw new Error(`a compressed value names dictionary ${compressed[0]}, this release knows up to ${current}`);
  return JSON.parse(inflateRawSync(compressed.subarray(1), { dictionary: known }).toString()) as object;
};
