/** How far each stream consumer has come, kept in a file that survives the death of the process. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Checkpoints = {
  /** Sequence number of the last record that the consumer is done with. */
  readonly get: (consumer: string, shard: string) => string | undefined;
  readonly set: (consumer: string, shard: string, sequence: string) => void;
  readonly close: () => void;
};

/** Opens `<dir>/checkpoints.db`. */
export const openCheckpoints = (dir: string): Checkpoints => {
  const database = new DatabaseSync(join(dir, 'checkpoints.db'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS checkpoint (consumer TEXT, shard TEXT, sequence TEXT NOT NULL, PRIMARY KEY (consumer, shard))`);
  const read = database.prepare('SELECT sequence FROM checkpoint WHERE consumer = ? AND shard = ?');
  const write = database.prepare('INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)');
  return {
    get: (consumer, shard) => read.get(consumer, shard)?.['sequence']?.toString(),
    set: (consumer, shard, sequence) => void write.run(consumer, shard, sequence),
    close: () => database.close(),
  };
};
