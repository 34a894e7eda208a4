/**
 * The service worker: the shell and the public catalogue open without a connection. What carries somebody's token is
 * never kept, so nothing personal lies in its store.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

// The build puts the list of files here; their names change with their content.
const precache = '__PRECACHE__' as unknown as readonly string[];
const shell = `shell-${precache
  .join('|')
  .split('')
  .reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 2_147_483_647, 7)}`;
const catalogue = 'catalogue-1';

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(shell);
      await cache.addAll(precache.map((path) => new Request(path, { cache: 'reload' })));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(
        names.filter((name) => name !== shell && name !== catalogue).map((name) => caches.delete(name)),
      );
      await worker.clients.claim();
    })(),
  );
});

const keep = async (request: Request, response: Response): Promise<Response> => {
  if (response.ok) await (await caches.open(catalogue)).put(request, response.clone());
  return response;
};

/** A page: fresh if the network answers soon, else as it was kept. */
const page = async (request: Request): Promise<Response> => {
  const kept = await caches.match('/');
  if (!kept) return fetch(request);
  const fresh = fetch(request).then((response) => (response.ok ? response : kept));
  const patience = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), 2_500));
  return Promise.race([fresh.catch(() => kept), patience]);
};

/** The catalogue: the newest there is, else as it was last read. */
const publicData = async (request: Request): Promise<Response> => {
  try {
    return await keep(request, await fetch(request));
  } catch (error) {
    const kept = await caches.match(request, { cacheName: catalogue });
    if (kept) return kept;
    throw error;
  }
};

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/_local/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (precache.includes(pathname))
    event.respondWith(caches.match(request, { cacheName: shell }).then((kept) => kept ?? fetch(request)));
  else if (/^\/(catalogue\/items|regions)(\/|$)/.test(pathname) && !request.headers.has('authorization'))
    event.respondWith(publicData(request));
});
