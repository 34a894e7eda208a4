/**
 * One address before the emulated HTTP API, as the journey expects it: `/_local/oidc` is an OpenID Connect issuer, as a
 * city has its own, `/_local/token` gives its tokens, and everything else goes to the API as it came.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { demoPeople } from '../../local/demo-people.ts';
import { freePort } from '../../local/engines.ts';
import { openIssuer, tokenRequest } from '../../local/issuer.ts';

export const audience = 'yizhan';
export const clientId = 'yizhan-web';

export type Front = {
  readonly url: string;
  readonly issuer: string;
  /** From now on requests go to the API with this id, at the emulator's port. */
  readonly passTo: (apiId: string, port: number) => void;
  readonly stop: () => void;
};

/** @param dir folder of the issuer's key */
export const startFront = async (dir: string): Promise<Front> => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const issuerUrl = `${url}/_local/oidc`;
  const issuer = await openIssuer({ dir, url: issuerUrl, audience, clientId, people: demoPeople(), now: Date.now });
  let target: { port: number; before: string } | undefined;

  const pass = (incoming: IncomingMessage, response: ServerResponse): void => {
    if (!target) throw new Error('nothing is deployed yet');
    const { port, before } = target;
    const { method, headers, url = '/' } = incoming;
    const outgoing = request(
      { host: '127.0.0.1', port, method, path: before + url, headers: { ...headers, host: `localhost:${port}` } },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    outgoing.on('error', (error) => response.writeHead(502).end(String(error)));
    incoming.pipe(outgoing);
  };
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (incoming.url?.startsWith('/_local/oidc')) return issuer.serve(incoming, response);
    if (incoming.url !== '/_local/token') return pass(incoming, response);
    const token = await issuer.issue(tokenRequest.parse(JSON.parse(await text(incoming))));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(Number(new URL(url).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    url,
    issuer: issuerUrl,
    passTo: (apiId, port) => {
      // By path: under a host name of its own the emulator would take /health for itself.
      target = { port, before: `/_aws/execute-api/${apiId}/$default` };
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
