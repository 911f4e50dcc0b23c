// The rooms of src and whom each may import: the table of ARCHITECTURE.md, made binding.
// `effects` rooms may use node: modules that touch the world; the pure ones are free everywhere.
const rooms = {
  base: { imports: [] },
  standard: { imports: ['base'] },
  filter: { imports: ['base'] },
  query: { imports: ['base', 'standard', 'filter'] },
  backend: { imports: ['base', 'standard', 'query'] },
  ingest: { imports: ['base', 'standard', 'backend'] },
  registry: { imports: ['base', 'standard', 'backend', 'ingest'], effects: true },
  graph: { imports: ['base', 'standard', 'backend'] },
  response: { imports: ['base', 'standard', 'query'] },
  config: { imports: ['base', 'standard'], effects: true },
  web: { imports: ['base', 'standard'] },
  http: {
    imports: ['base', 'standard', 'config', 'query', 'graph', 'response', 'registry', 'web'],
    effects: true,
  },
  cli: {
    imports: ['base', 'standard', 'config', 'ingest', 'registry', 'response', 'http'],
    effects: true,
  },
};
const pureNodeModules = '^(node:)?(crypto|zlib|buffer)$';
const effectFolders = '^src/(backend/embedded|backend/postgres|ingest/(source|symmetry|parsing))/';

const forbidden = Object.entries(rooms).flatMap(([room, { imports, effects }]) => [
  {
    name: `${room}-imports`,
    comment: `src/${room} may import only: ${imports.join(', ') || 'nothing'} (ARCHITECTURE.md, "Rooms").`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { path: '^src/', pathNot: `^src/(${[room, ...imports].join('|')})/` },
  },
  ...(effects
    ? []
    : [
        {
          name: `${room}-is-pure`,
          comment: `src/${room} takes values and returns values; what touches the world comes in as an argument.`,
          severity: 'error',
          from: { path: `^src/${room}/`, pathNot: effectFolders },
          to: { dependencyTypes: ['core'], pathNot: pureNodeModules },
        },
      ]),
]);

export default {
  forbidden: [
    ...forbidden,
    {
      name: 'only-through-index',
      comment:
        'A room is imported through its index.ts alone, some also through a second door, so that its inside can change.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/index\\.ts$',
          '^src/(ingest/without-reading|standard/checking)\\.ts$',
        ],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'src-never-imports-test',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(test|bench)' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'types'],
    },
  },
};
