/**
 * A database small enough to know by heart: five structures, their literature, one file; served from memory.
 */
import { compileReferencePatterns, MemoryAttachments, MemoryBackend } from '../../src/backend/index.ts';
import { MemoryArchives } from '../../src/backend/memory/memory-archives.ts';
import type { ServiceSettings } from '../../src/config/index.ts';
import type { DatabaseDirectory, DatabaseRecord, ServedDatabase } from '../../src/registry/index.ts';
import type {
  DatabaseDescription,
  Entry,
  EntryTypeDescription,
  PropertyDefinition,
} from '../../src/standard/index.ts';
import { standardEntryTypes, unitDefinitionsFor } from '../../src/standard/index.ts';

const bandGap: PropertyDefinition = {
  $schema: 'https://schemas.optimade.org/meta/v1.2/optimade/property_definition.json',
  $id: 'urn:uuid:5f0c1f6e-4b7b-5a53-9f3c-0d4b6a3a8a10',
  title: 'band gap',
  description: 'Width of the gap between the bands.',
  'x-optimade-definition': {
    kind: 'property',
    format: '1.2',
    name: '_exmpl_band_gap',
    label: '_exmpl_band_gap',
  },
  'x-optimade-type': 'float',
  'x-optimade-unit': 'eV',
  'x-optimade-unit-definitions': unitDefinitionsFor('eV'),
  type: ['number', 'null'],
};

const note: PropertyDefinition = {
  ...bandGap,
  $id: 'urn:uuid:5f0c1f6e-4b7b-5a53-9f3c-0d4b6a3a8a11',
  title: 'note',
  description: 'What somebody remarked.',
  'x-optimade-type': 'string',
  'x-optimade-unit': 'inapplicable',
  type: ['string', 'null'],
};

const byOthers: PropertyDefinition = { ...note, $id: 'urn:uuid:5f0c1f6e-4b7b-5a53-9f3c-0d4b6a3a8a12' };

function structure(
  id: string,
  elements: readonly string[],
  nsites: number,
  more: Partial<Entry> & { readonly extra?: Entry['attributes'] } = {},
): Entry {
  const { extra, ...members } = more;
  return {
    type: 'structures',
    id,
    attributes: {
      elements,
      nelements: elements.length,
      nsites,
      last_modified: '2024-05-06T07:08:09Z',
      structure_features: [],
      ...extra,
    },
    ...members,
  };
}

const toReferences = (...ids: readonly string[]) => ({
  references: { data: ids.map((id) => ({ type: 'references', id })) },
});

export const entries: readonly Entry[] = [
  structure('Si', ['Si'], 8, {
    extra: { _exmpl_band_gap: 1.12, _other_tag: 'x' },
    relationships: toReferences('ashcroft', 'gone'),
    meta: { property_metadata: { _exmpl_band_gap: { _exmpl_method: 'optical' } }, _exmpl_mark: 1 },
  }),
  structure('NaCl', ['Cl', 'Na'], 8, { relationships: toReferences('ashcroft', 'bragg') }),
  structure('cod/2000000@12%', ['C'], 8, { extra: { _exmpl_band_gap: 5.5 } }),
  structure('quartz', ['O', 'Si'], 9, {
    extra: { fractional_site_positions: [[0, 0, 0]], nperiodic_dimensions: 3 },
    relationships: { files: { data: [{ type: 'files', id: 'cif', meta: { role: 'input' } }] } },
  }),
  structure('äther', ['C', 'H', 'O'], 15, { extra: { last_modified: null } }),
  { type: 'references', id: 'ashcroft', attributes: { title: 'Solid State Physics', year: '1976' } },
  {
    type: 'references',
    id: 'bragg',
    attributes: { title: 'The Structure of Some Crystals', year: '1913', authors: [{ name: 'W. L. Bragg' }] },
  },
  {
    type: 'files',
    id: 'cif',
    attributes: { url: 'https://example.org/quartz.cif', name: 'quartz.cif', size: 120 },
  },
  { type: '_exmpl_samples', id: '1', attributes: { _exmpl_note: 'shiny' } },
];

/** More than the small database holds, where a page must be full. */
export function manyStructures(count: number): readonly Entry[] {
  return Array.from({ length: count }, (_, index) =>
    structure(`s${String(index).padStart(4, '0')}`, ['Si'], (index % 7) + 1),
  );
}

export function describe(stored: readonly Entry[]): DatabaseDescription {
  const custom: Readonly<Record<string, Readonly<Record<string, PropertyDefinition>>>> = {
    structures: { _exmpl_band_gap: bandGap, _exmpl_note: note, _other_tag: byOthers },
    _exmpl_samples: { ...standardEntryTypes.get('calculations')!.properties, _exmpl_note: note },
  };
  const names = [...standardEntryTypes.keys(), '_exmpl_samples'];
  const entryTypes = names.map((name): [string, EntryTypeDescription] => {
    const standard = standardEntryTypes.get(name);
    const ofType = stored.filter(({ type }) => type === name);
    const known = Map.groupBy(
      ofType.flatMap(({ attributes }) => Object.keys(attributes).filter((key) => attributes[key] !== null)),
      (key) => key,
    );
    const description: EntryTypeDescription = {
      name,
      title: standard?.title ?? name,
      description: standard?.description ?? 'What lies in the drawer.\n\nLabelled.',
      properties: { ...standard?.properties, ...custom[name] },
      count: ofType.length,
      knownCounts: Object.fromEntries(Array.from(known, ([key, values]) => [key, values.length])),
      declaredProperties: name === 'structures' ? ['_exmpl_note'] : [],
      lengthAliases: {},
    };
    return [name, description];
  });
  return {
    entryTypes: Object.fromEntries(
      entryTypes.filter(([name, { count }]) => !name.startsWith('_') || count > 0),
    ),
    provider: {
      name: 'Example <provider>',
      description: 'Serves examples.',
      prefix: 'exmpl',
      homepage: 'https://example.org',
    },
    dataVersion: `v${stored.length}`,
    ingestedAt: '2026-01-02T03:04:05Z',
    archiveReferences: ['*_ref'],
    database: { name: 'Small & tidy' },
  };
}

export function serve(
  id: string,
  stored: readonly Entry[] = entries,
  attachments = new MemoryAttachments(),
  archives: ServedDatabase['archives'] = archivesOf(stored),
): ServedDatabase {
  return {
    id,
    attachments,
    archives,
    description: describe(stored),
    backend: new MemoryBackend(stored),
  };
}

/** The archives of entries by type and id, and those of no entry by stem. Keys that end in `_ref` refer to others. */
export function archivesOf(
  stored: readonly Entry[],
  documents: Readonly<Record<string, string>> = {},
): MemoryArchives {
  const ofEntries = stored.map(({ type, id }, index) => {
    const document = documents[`${type}:${id}`];
    return {
      entry: { type, id },
      path: 'source.jsonl',
      line: index + 1,
      document: document === undefined ? undefined : Buffer.from(document),
    };
  });
  const loose = Object.entries(documents)
    .filter(([name]) => !name.includes(':'))
    .map(([name, document]) => ({ name, path: `${name}.json`, document: Buffer.from(document) }));
  return new MemoryArchives(ofEntries, loose, compileReferencePatterns(['*_ref']));
}

/** What the registry would know of a database. */
export function recordOf(
  { id, description, archives }: ServedDatabase,
  changes: Partial<DatabaseRecord> = {},
): DatabaseRecord {
  const { database, provider, entryTypes, dataVersion, ingestedAt } = description;
  const page = {
    orderBy: 'key',
    descending: false,
    after: undefined,
    offset: 0,
    limit: archives.count,
  } as const;
  const archiveEntries = archives.page(page)!;
  return {
    id,
    origin: 'command',
    location: `${id}.jsonl`,
    presentation: { aggregate: 'ok' },
    options: { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: false },
    state: 'live',
    generation: 1,
    contents: {
      name: String(database.name ?? id),
      description: String(database.description ?? provider.description),
      homepage: null,
      prefix: provider.prefix,
      archives: archiveEntries.filter(({ hasArchive }) => hasArchive).length,
      looseArchives: archiveEntries.filter(({ entry }) => entry === undefined).length,
      entryCounts: Object.fromEntries(Object.values(entryTypes).map(({ name, count }) => [name, count])),
      dataVersion,
      ingestedAt,
      fileBytes: 1000,
      issueCounts: { error: 0, warning: 0, note: 0 },
      format: 'OPTIMADE JSON Lines',
    },
    timeToLiveSeconds: 600,
    createdAt: '2026-01-02T03:04:05Z',
    ...changes,
  };
}

/** Databases that are always there. */
export function directoryOf(...databases: readonly ServedDatabase[]): DatabaseDirectory {
  return {
    list: () => databases.map((database) => recordOf(database)),
    find: (id) => {
      const database = databases.find((candidate) => candidate.id === id);
      return database && recordOf(database);
    },
    findAlias: () => undefined,
    use: async (id, run) => {
      const database = databases.find((candidate) => candidate.id === id);
      return database && run(database);
    },
  };
}

export const settings: ServiceSettings = {
  provider: {},
  implementation: { name: 'Respawn', version: '0.1.0', maintainer: { email: 'someone@example.org' } },
  licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
  availableLicenses: undefined,
  availableLicensesForEntries: undefined,
  pageLimit: 20,
  pageLimitMax: 500,
  requestDelaySeconds: 0.5,
  baseUrl: undefined,
  trustProxy: false,
  defaultDatabase: undefined,
  rootDatabase: undefined,
  classicInfo: false,
  schemaUrl: undefined,
};
