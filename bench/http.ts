/** HTTP as lean as Node has it: what measures runs on the same two cores as what is measured. */
import { Agent, request } from 'node:http';

export type Answer = { status: number; body: string; ms: number };
export type Call = (
  method: 'GET' | 'POST',
  path: string,
  ask?: { token?: string; body?: string; headers?: Readonly<Record<string, string>> },
) => Promise<Answer>;

/** A caller with connections that are kept. A broken connection is an answer with status 0. */
export const caller = (url: string, connections: number): { call: Call; close: () => void } => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const call: Call = (method, path, { token, body, headers } = {}) =>
    new Promise((resolve) => {
      const started = performance.now();
      const end = (status: number, text: string): void =>
        resolve({ status, body: text, ms: performance.now() - started });
      const asked = request({
        agent,
        hostname,
        port,
        method,
        path,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      });
      asked.on('error', (error) => end(0, String(error)));
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (error) => end(0, String(error)));
        response.on('end', () => end(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
      });
      asked.end(body);
    });
  return { call, close: () => agent.destroy() };
};
