/** Where a function's output goes. */
import { closeSync, openSync, write } from 'node:fs';
import { Writable } from 'node:stream';

/** Appends to the file. What a full disk does not take is lost, as long as it is full: no function dies of its log. */
export const logFile = (path: string): Writable => {
  const file = openSync(path, 'a');
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => write(file, chunk, () => done()),
    final: (done) => {
      closeSync(file);
      done();
    },
  });
};
