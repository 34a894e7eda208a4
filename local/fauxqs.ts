/**
 * SQS and S3 in this process, by fauxqs. Its own start function listens on every network interface, syncs the disk on
 * each statement and loses a message whose visibility is set to 0; so the same parts are put together here, without
 * these three. The parts are not exported by the package, hence the paths (the version is pinned).
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
import { PersistenceManager } from '../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../node_modules/fauxqs/dist/sqs/sqsStore.js';

class Persistence extends PersistenceManager {
  readonly #ready: StatementSync;
  readonly #leaving = new Set<string>();

  constructor(dir: string, release: boolean) {
    super(dir);
    const database: unknown = Reflect.get(this, 'db');
    if (!(database instanceof DatabaseSync)) throw new Error('this version of fauxqs keeps its database elsewhere');
    // Safe against the death of the process, as the database engine beside it; a power cut may drop the last commits.
    database.exec('PRAGMA synchronous = NORMAL');
    if (release) database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
    this.#ready = database.prepare(
      'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
    );
  }

  /**
   * What a full disk does not take is true in memory all the same; after a restart the message is shown once more, as a
   * queue may do. Nothing may be thrown here: the message would be in nobody's hands, or the process would end.
   */
  #note(write: () => void): void {
    try {
      write();
    } catch (error) {
      console.error(`${this.constructor.name}: ${String(error)}`);
    }
  }

  /**
   * A message moves to its dead-letter queue by a delete and an insert right after it. The delete waits for the end of
   * this turn, and the insert replaces the row: no death in between can lose the message.
   */
  override deleteMessage(messageId: string): void {
    this.#leaving.add(messageId);
    queueMicrotask(() => {
      if (this.#leaving.delete(messageId)) this.#note(() => super.deleteMessage(messageId));
    });
  }

  /** A new message that cannot be kept is refused; one that moves stays where it was, on the disk. */
  override insertMessage(...[queueName, message]: Parameters<PersistenceManager['insertMessage']>): void {
    const insert = (): void => super.insertMessage(queueName, message);
    if (this.#leaving.delete(message.messageId)) this.#note(insert);
    else insert();
  }

  override updateMessageInflight(...given: Parameters<PersistenceManager['updateMessageInflight']>): void {
    this.#note(() => super.updateMessageInflight(...given));
  }

  /** The original writes NULL into the receive count, which the schema refuses after the message has left memory. */
  override updateMessageReady(messageId: string): void {
    this.#note(() => void this.#ready.run(messageId));
  }
}

/**
 * Serves what `dir` holds, and keeps it there.
 *
 * @param release whoever had received messages is gone: show them again at once
 * @returns the endpoint on a free port of 127.0.0.1
 */
export const startFauxqs = async (
  dir: string,
  release: boolean,
): Promise<{ endpoint: string; stop: () => Promise<void> }> => {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = new Persistence(dir, release);
  // Load first, attach afterwards: loading writes nothing, a re-inserted queue would delete its messages.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  stores.s3Store.persistence = persistence;

  const app = buildApp({ logger: false, stores });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    endpoint,
    stop: async () => {
      await app.close();
      persistence.close();
    },
  };
};
