/** What may stand in a `respawn.yaml` beside data. docs/reference/respawn-yaml.md shows the same keys; a test compares. */

export const sidecarKeys = [
  'title',
  'description',
  'homepage',
  'prefix',
  'id-scheme',
  'frames',
  'symmetry',
  'symmetry-tolerance',
  'on-error',
  'nested-bundles',
  'archives',
  'references',
  'entries',
  'attachments',
] as const;

export const entryKeys = ['type', 'files', 'tables', 'properties', 'undeclared', 'aiida'] as const;
export const fileKeys = ['file', 'matches', 'format', 'id-folder'] as const;
export const propertyKeys = [
  'name',
  'title',
  'description',
  'unit',
  'type',
  'maps-to',
  'aliases',
  'aiida-query',
] as const;
export const aiidaKeys = ['file', 'group'] as const;
export const aiidaStepKeys = [
  'project',
  'incoming-node',
  'outgoing-node',
  'filters',
  'edge-filters',
] as const;
export const attachmentKeys = ['collection', 'folder'] as const;

/**
 * Settings of the server, which has a configuration of the same name: beside data they are told of and have no
 * effect. A test compares them with the table of settings.
 */
export const serverKeys = [
  'port',
  'host',
  'home',
  'id',
  'sources',
  'empty',
  'root',
  'workers',
  'log',
  'metrics',
  'metrics-port',
  'base-url',
  'trust-proxy',
  'default-database',
  'classic-info',
  'page-limit',
  'page-limit-max',
  'request-delay',
  'license',
  'schema-url',
  'provider',
  'implementation',
  'available-licenses',
  'available-licenses-for-entries',
  'strict',
  'aliases',
  'length-aliases',
  'provider-fields',
  'spawn',
  'allow-path',
  'allow-host',
  'time-to-live',
  'databases-max',
  'live-max',
  'memory-max',
  'disk-max',
  'ingestions-max',
  'queue-max',
  'download-max',
  'entries-max',
  'archive-max',
] as const;
