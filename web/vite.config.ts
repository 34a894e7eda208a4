/**
 * The build of the pages: `npm run build:web` → web/dist. Nothing is inlined, since the pages' content security policy
 * allows no inline script. `npm run dev:web` serves the sources in front of a running local system.
 */
import { defineConfig, type Plugin } from 'vite';
import { routes } from '../contract/routes.ts';

/** Pages of staff: their files are left out of what a resident's device keeps. */
const staffPages = /\/src\/(workbench|supervision|administration)\//;
const isOfStaff = ({ moduleIds }: { moduleIds: string[] }): boolean => moduleIds.some((id) => staffPages.test(id));

/** Tells the service worker which files the resident's pages are made of. */
const precacheList = (): Plugin => ({
  name: 'precache-list',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const files = Object.values(bundle);
      // What two parts of staff share is a chunk under another name: only its modules tell whose it is.
      const chunks = files.filter((file) => file.type === 'chunk');
      const styles = new Set(
        chunks.filter(isOfStaff).flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
      );
      const kept = files.filter((file) =>
        file.type === 'chunk'
          ? file.name !== 'sw' && !isOfStaff(file)
          : file.fileName.endsWith('.css') && !styles.has(file.fileName),
      );
      const list = ['/', '/icon.svg', '/manifest.webmanifest', ...kept.map(({ fileName }) => `/${fileName}`)].sort();
      const worker = files.find((file) => file.type === 'chunk' && file.name === 'sw');
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      worker.code = worker.code.replace(/([`'"])__PRECACHE__\1/, JSON.stringify(list));
    },
  },
});

/** The API of a running local system stands behind the pages, as it does at their real origin. */
const api = process.env['API'] ?? 'http://127.0.0.1:3000';
const apiWords = Object.values(routes).map(({ path }) => path.split('/')[1]);
const apiPaths = [...new Set([...apiWords, '_local'])];
const proxy = { [`^/(${apiPaths.join('|')})\\b`]: api };

export default defineConfig({
  root: import.meta.dirname,
  server: { proxy },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The charts of supervision, loaded there alone; what residents load is held to npm run budget.
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: `${import.meta.dirname}/index.html`, sw: `${import.meta.dirname}/sw/sw.ts` },
      // React's marks for servers mean nothing in a browser.
      onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  plugins: [precacheList()],
});
