/** Picks the route of a request as an HTTP API does. */

type Part = { readonly kind: 'exact' | 'parameter' | 'greedy'; readonly text: string };
export type Match<T> = { readonly route: T; readonly parameters: Readonly<Record<string, string>> };

const partsOf = (path: string): readonly Part[] =>
  path
    .split('/')
    .slice(1)
    .map((text) => {
      const name = /^\{(.+?)(\+?)\}$/.exec(text);
      if (!name) return { kind: 'exact', text };
      return { kind: name[2] ? 'greedy' : 'parameter', text: name[1] ?? '' };
    });

const fit = (parts: readonly Part[], path: readonly string[]): Record<string, string> | undefined => {
  const found: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'greedy') {
      const rest = path.slice(index).join('/');
      return rest === '' ? undefined : { ...found, [part.text]: rest };
    }
    const piece = path[index];
    if (piece === undefined || (part.kind === 'exact' ? piece !== part.text : piece === '')) return undefined;
    if (part.kind === 'parameter') found[part.text] = piece;
  }
  return parts.length === path.length ? found : undefined;
};

const rank = { exact: 0, parameter: 1, greedy: 2 } as const;

/** The more specific of two paths first: the first part that differs decides, exact before parameter before greedy. */
const bySpecificity = (a: readonly Part[], b: readonly Part[]): number => {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other && rank[part.kind] !== rank[other.kind]) return rank[part.kind] - rank[other.kind];
  }
  return b.length - a.length;
};

/**
 * Returns the function that finds the route for a method and a decoded path. Precedence: full match before
 * `{parameter}` before `{greedy+}` before `$default`; between equal paths, the method before ANY.
 */
export const router = <T extends { readonly routeKey: string }>(
  routes: readonly T[],
): ((method: string, path: string) => Match<T> | undefined) => {
  const table = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map((route) => {
      const [method = '', path = ''] = route.routeKey.split(' ');
      return { route, method, parts: partsOf(path) };
    })
    .sort((a, b) => bySpecificity(a.parts, b.parts) || Number(a.method === 'ANY') - Number(b.method === 'ANY'));
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');

  return (method, path) => {
    const pieces = path.split('/').slice(1);
    for (const { route, method: own, parts } of table) {
      if (own !== 'ANY' && own !== method) continue;
      const parameters = fit(parts, pieces);
      if (parameters) return { route, parameters };
    }
    return fallback && { route: fallback, parameters: {} };
  };
};
