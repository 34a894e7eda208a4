/**
 * The house: a room is defined by what it may touch (design, "The house"). bin/boundaries.ts runs these rules.
 * A room that says `only` may import nothing else, neither a package nor a module of Node.
 */
const only = (name, from, ...allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});
const never = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from,
  to: typeof to === 'string' ? { path: to } : to,
});

const package_ = (name) => `node_modules/${name}/`;
const node =
  '^(node:)?(assert|async_hooks|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|sqlite|stream|string_decoder|timers|tty|url|util|v8|vm|worker_threads|zlib)(/|$)';

/** Files that are started by something else than an import. */
const entries = [
  '^(bin|bench|test)/',
  '^lambdas/(public|tickets|papers|desk|supervision)\\.ts$',
  '^lambdas/(queue|stream|schedule)/[^/]+\\.ts$',
  '^local/(main|token|[^/]*worker)\\.ts$',
  '^data/(derive|extract)-[^/]+\\.ts$',
  '^web/.*(main|vite\\.config|sw)\\.tsx?$',
];

module.exports = {
  forbidden: [
    only('domain-is-pure', '^domain/', '^domain/', package_('zod')),
    only('contract-describes', '^contract/', '^contract/', '^domain/', package_('zod')),
    only(
      'lib-builds',
      '^lib/',
      '^lib/',
      '^contract/',
      '^store/keys\\.ts$',
      '^data/',
      node,
      ...['aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild', 'zod'].map(package_),
    ),
    only('app-calls-the-builder', '^bin/app\\.ts$', '^lib/cloud-app\\.ts$', node),
    never('store-stands-below', { path: '^store/' }, '^(bin|lambdas|lib|local|web)/'),
    never('lambdas-know-no-cloud', { path: '^lambdas/' }, '^(bin|lib|local|web)/'),
    never('local-knows-the-template', { path: '^local/' }, '^(bin|contract|domain|lambdas|store|web)/'),
    never('web-sees-the-contract', { path: '^web/' }, '^(bin|data|lambdas|lib|local|store)/'),
    {
      name: 'residents-carry-no-schemas',
      severity: 'error',
      comment: 'A schema in the script of the first visit costs more than the page itself (npm run budget).',
      from: { path: '^web/src/', pathNot: '^web/src/(workbench|supervision|administration)/' },
      to: { path: '^contract/', dependencyTypesNot: ['type-only'] },
    },
    never(
      'residents-load-no-workbench',
      { path: '^web/src/', pathNot: '^web/src/(workbench|supervision|administration)/' },
      { path: '^web/src/(workbench|supervision|administration)/', dynamic: false },
    ),
    never('product-is-not-tested-by-import', { pathNot: '^(test|bench)/' }, '^(test|bench)/'),
    never(
      'store-owns-the-sdk',
      { pathNot: '^(store|local|test|bench)/' },
      package_('@aws-sdk'),
      'One place knows the requests and the errors of the services.',
    ),
    never(
      'local-builds-resources',
      { path: '^local/' },
      'node_modules/@aws-sdk/(?!client-dynamodb/|client-dynamodb-streams/|client-sqs/)',
      'What CloudFormation does in the cloud, the host does with these three clients: tables, streams, queues.',
    ),
    never('edge-owns-middy', { pathNot: '^(lambdas/edge|test)/' }, package_('@middy')),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nobody-imports-it',
      severity: 'error',
      comment: 'A file that only tests use is dead code.',
      from: { pathNot: '^test/' },
      module: { path: '\\.tsx?$', pathNot: ['node_modules', ...entries], numberOfDependentsLessThan: 1 },
    },
  ],
  options: {
    // TypeScript 7 has no parser that dependency-cruiser can use: with it every file looks empty, and every rule holds.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|\\.local|\\.build|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts', '.d.mts'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
