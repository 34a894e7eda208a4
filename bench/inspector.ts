/** Node's inspector of another process, as far as profiles of its threads need it. */
import { once } from 'node:events';

export type Profile = {
  nodes: {
    id: number;
    /** Lines and columns from 0. */
    callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number };
  }[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
};

/** Microseconds between two samples. */
const interval = 500;

type Reply = { id?: number; result?: object; error?: { message: string }; method?: string; params?: object };

/** Sends commands and finds the reply to each. `hear` is told of what comes by itself. */
const channelOf = (send: (text: string) => void, hear: (method: string, params: object) => void = () => {}) => {
  const waiting = new Map<number, PromiseWithResolvers<object>>();
  let last = 0;
  return {
    ask: (method: string, params: object = {}): Promise<object> => {
      const answer = Promise.withResolvers<object>();
      waiting.set(++last, answer);
      send(JSON.stringify({ id: last, method, params }));
      return answer.promise;
    },
    take: (text: string): void => {
      const { id, result, error, method, params = {} } = JSON.parse(text) as Reply;
      if (method !== undefined) return hear(method, params);
      const answer = waiting.get(id ?? 0);
      waiting.delete(id ?? 0);
      if (error) answer?.reject(new Error(error.message));
      else answer?.resolve(result ?? {});
    },
  };
};
type Channel = ReturnType<typeof channelOf>;

/**
 * Attaches to a process and all its worker threads.
 *
 * @param printed what the process has printed: the address of its inspector is in it
 * @throws when it was not started with `--inspect`
 */
export const inspectorOf = async (printed: string) => {
  const [address] = /ws:\/\/[\d.:]+\/[\w-]+/.exec(printed) ?? [];
  if (!address) throw new Error('no inspector listens: start the process with --inspect');
  const socket = new WebSocket(address);
  const workers = new Map<string, { name: string; channel: Channel }>();
  const main = channelOf(
    (text) => socket.send(text),
    (method, params) => {
      const {
        sessionId = '',
        workerInfo,
        message = '',
      } = params as {
        sessionId?: string;
        workerInfo?: { title: string };
        message?: string;
      };
      if (method === 'NodeWorker.attachedToWorker')
        workers.set(sessionId, {
          name: workerInfo?.title.replace(/^.*\] */, '') ?? '',
          channel: channelOf((text) => void main.ask('NodeWorker.sendMessageToWorker', { sessionId, message: text })),
        });
      if (method === 'NodeWorker.receivedMessageFromWorker') workers.get(sessionId)?.channel.take(message);
    },
  );
  socket.addEventListener('message', ({ data }) => main.take(String(data)));
  await once(socket, 'open');
  await main.ask('NodeWorker.enable', { waitForDebuggerOnStart: false });
  const threads = [{ name: 'MainThread', channel: main }, ...workers.values()];
  return {
    start: async (): Promise<void> => {
      for (const { channel } of threads) {
        await channel.ask('Profiler.enable');
        await channel.ask('Profiler.setSamplingInterval', { interval });
        await channel.ask('Profiler.start');
      }
    },
    stop: async (): Promise<{ name: string; profile: Profile }[]> => {
      const profiles = [];
      for (const { name, channel } of threads) {
        const { profile } = (await channel.ask('Profiler.stop')) as { profile: Profile };
        profiles.push({ name, profile });
      }
      socket.close();
      return profiles;
    },
  };
};
