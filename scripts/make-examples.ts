/**
 * Writes the bundled examples from the tables in scripts/examples: `node scripts/make-examples.ts`. The data files are
 * committed; a test makes them again and compares.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argonFiles } from './examples/argon.ts';
import { crystalEntry } from './examples/crystal-entry.ts';
import { crystals } from './examples/crystals.ts';
import { literature } from './examples/literature.ts';
import { mineralCif } from './examples/mineral-cif.ts';
import { minerals } from './examples/minerals.ts';

const provider = {
  name: 'Respawn examples',
  description: 'Textbook data that come with Respawn, to be tried out',
  prefix: 'exmpl',
  homepage: null,
};

const database = {
  name: 'Well-known crystals',
  description: 'A hundred crystals and what textbooks say of them: structure, density, band gap.',
};

const properties = {
  _exmpl_name: { type: 'string', title: 'Name', description: 'Common or mineral name of the crystal.' },
  _exmpl_structure_type: {
    type: 'string',
    title: 'Structure type',
    description: 'The substance that the structure type is named after.',
  },
  _exmpl_strukturbericht: {
    type: 'string',
    title: 'Strukturbericht designation',
    description: 'Symbol of the structure type in the Strukturbericht, such as B1 for rock salt.',
  },
  _exmpl_formula_units: {
    type: 'integer',
    title: 'Formula units',
    description: 'Number of formula units in the conventional cell (Z), by the reduced formula.',
    unit: 'dimensionless',
  },
  _exmpl_density: {
    type: 'float',
    title: 'Density',
    description: 'Mass density at room temperature.',
    unit: 'g/cm^3',
  },
  _exmpl_band_gap: {
    type: 'float',
    title: 'Band gap',
    description: 'Smallest electronic band gap near room temperature, direct or not. Unknown for metals.',
    unit: 'eV',
  },
  _exmpl_metal: {
    type: 'boolean',
    title: 'Metal',
    description: 'Whether the crystal conducts as a metal at room temperature.',
  },
  _exmpl_cell: {
    type: 'dictionary',
    title: 'Cell parameters',
    description: 'Edges of the conventional cell in angstrom and its angles in degrees.',
  },
};

/** Data files by path below `examples/`. */
export function exampleFiles(): ReadonlyMap<string, string> {
  const structures = crystals.map(crystalEntry);
  const references = Object.entries(literature).map(([id, attributes]) => ({
    type: 'references',
    id,
    attributes: { last_modified: '2026-11-21T00:00:00Z', ...attributes },
  }));
  const lines = [
    { 'x-optimade': { api_version: '1.3.0', meta: { api_version: '1.3.0' } } },
    { meta: { provider, database } },
    { type: 'info', id: 'structures', description: 'Crystals', formats: ['json'], properties },
    ...structures,
    ...references,
  ];
  return new Map([
    ['crystals/crystals.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`],
    [
      'crystals-json/crystals-json.json',
      `[\n${[...structures, ...references].map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`,
    ],
    [
      'flat-structures/example_structures.json',
      `${JSON.stringify(flatDocuments(structures), undefined, 2)}\n`,
    ],
    ...minerals.map((mineral) => [`minerals/cifs/${mineral.id}.cif`, mineralCif(mineral)] as const),
    ['minerals/properties.csv', mineralTable()],
    ...[...argonFiles()].map(([path, text]) => [`argon/${path}`, text] as const),
  ]);
}

/** What is known of the minerals beside their structures, as people keep it in a spreadsheet. */
function mineralTable(): string {
  const rows = minerals.map(({ id, name, density, bandGap, metal }) => [
    `${id}.cif`,
    name,
    density,
    bandGap ?? '',
    metal ? 'yes' : 'no',
  ]);
  return [['file', 'name', 'density', 'band_gap', 'metal'], ...rows]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}

/** As many as a person looks through. */
const flatDocumentCount = 20;

/**
 * Structures the way a document database exports them: attributes beside the id, dates and object ids wrapped. It is
 * the form that the first program of this kind took.
 */
function flatDocuments(structures: readonly ReturnType<typeof crystalEntry>[]) {
  // The published validator asks for values that it found, and does not escape the quotes in them.
  const quotable = structures.filter(
    ({ attributes }) => !String(attributes.space_group_symbol_hall).includes('"'),
  );
  const step = Math.floor(quotable.length / flatDocumentCount);
  const picked = quotable.filter((_, index) => index % step === 0).slice(0, flatDocumentCount);
  return picked.map(({ type, id, attributes: { last_modified, ...attributes } }) => ({
    id,
    type,
    immutable_id: { $oid: createHash('sha256').update(id).digest('hex').slice(0, 24) },
    last_modified: { $date: last_modified },
    ...attributes,
  }));
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'examples');
  for (const [path, text] of exampleFiles()) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    console.log(`${path}: ${text.length} characters`);
  }
}
