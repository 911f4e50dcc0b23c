import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  DatasetPlan,
  EntrySelection,
  FileSelection,
} from '../../../../src/ingest/dataset/dataset-plan.ts';
import { propertyTypes } from '../../../../src/ingest/dataset/dataset-plan.ts';
import { describePlan } from '../../../../src/ingest/dataset/sidecar/describe-plan.ts';
import { readSidecar } from '../../../../src/ingest/dataset/sidecar/read-sidecar.ts';
import { fileFormats } from '../../../../src/ingest/reader/format/file-format.ts';

const plan: DatasetPlan = {
  origin: 'the files themselves',
  name: '3 CIF files and 1 table of properties in a folder',
  selections: [
    {
      entryType: 'structures',
      files: [{ file: '', matches: ['**/*.cif'], format: 'cif' }],
      tables: [{ file: '', matches: ['**/*.csv'], format: 'table' }],
      properties: [],
      undeclared: 'served',
    },
  ],
  attachments: [{ collection: 'file', folder: 'files/' }],
  settings: { frames: 'all' },
  remarks: ['1 bundle in it was not opened'],
};

describe('describePlan', () => {
  it('writes what was found, for people to complete', () => {
    const properties = [
      { name: 'energy', type: 'float', examples: [-1.5, 2] },
      { name: 'Band gap', type: 'string', examples: ['a\u2028b'] },
      { name: 'mass', type: 'float', examples: [], known: { unit: 'u', description: 'Of: all' } },
    ];
    const text = describePlan(plan, [{ entries: 3, properties }]);
    expect(text).toContain('# Found: 3 CIF files and 1 table of properties in a folder.\n');
    expect(text).toContain('# To be considered: 1 bundle in it was not opened.\n');
    expect(text).toContain('\n# title: A name of a few words\n');
    expect(text).toContain('\nframes: all\n');
    expect(text.slice(text.indexOf('\nentries:'))).toBe(`
entries:
  - type: structures
    files:
      - matches:
          - "**/*.cif"
        format: cif
    tables:
      - matches:
          - "**/*.csv"
        format: table
    # Properties that are not listed below: served or left-out.
    undeclared: served
    # As found in the first 3 entries. Add units and descriptions.
    properties:
      - name: energy
        type: float  # such as -1.5, 2
        # unit: eV
        # description: What it is.
      - name: band_gap
        aliases: ["Band gap"]
        type: string  # such as "a\\u2028b"
        # description: What it is.
      - name: mass
        type: float
        unit: u
        description: "Of: all"

# Folders whose files are kept and served as they are.
attachments:
  - collection: file
    folder: "files/"
`);
  });

  it('puts the folder that a plan is relative to before its paths', () => {
    const found = readSidecar(describePlan({ ...plan, root: 'a[b]/' }), 'respawn.yaml');
    expect(found).toMatchObject({
      sidecar: {
        selections: [{ files: [{ file: '', matches: ['a[[]b]/**/*.cif'] }] }],
        attachments: [{ folder: 'a[b]/files/' }],
      },
    });
  });

  it('is read as the same plan', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .map((text) => text.replaceAll('/', '_'))
      .filter((text) => text !== '.' && text !== '..');
    const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const format = fc.constantFrom(...fileFormats);
    const maybe = { requiredKeys: [] as [] };
    const file: fc.Arbitrary<FileSelection> = fc.oneof(
      fc.record({ file: path, format }, { requiredKeys: ['file'] }),
      fc.record(
        {
          file: fc.oneof(fc.constant(''), path),
          matches: fc.array(path, { minLength: 1, maxLength: 3 }),
          format,
          idFolder: path.map((folder) => `${folder}/`),
        },
        { requiredKeys: ['file', 'matches'] },
      ),
    );
    const step = fc.record(
      {
        project: text,
        incomingNode: text,
        filters: fc.dictionary(text, fc.oneof(text, fc.integer()), { noNullPrototype: true }),
      },
      { requiredKeys: ['incomingNode'] },
    );
    const extras = fc.record(
      {
        title: text,
        description: text,
        unit: text,
        type: fc.constantFrom(...propertyTypes),
        mapsTo: text,
        aiidaQuery: fc.array(step, { maxLength: 2 }),
      },
      maybe,
    );
    const properties = fc.uniqueArray(
      fc
        .tuple(fc.record({ name: text, aliases: fc.array(text, { maxLength: 2 }) }), extras)
        .map(([named, more]) => ({ ...named, ...more })),
      { selector: ({ name }) => name, maxLength: 3 },
    );
    const selection: fc.Arbitrary<EntrySelection> = fc
      .record({
        entryType: fc.constantFrom('structures', 'references', '_x_y'),
        files: fc.array(file, { minLength: 1, maxLength: 3 }),
        tables: fc.array(
          file.map((table) => ({ format: 'table' as const, ...table })),
          { maxLength: 2 },
        ),
        properties,
        undeclared: fc.constantFrom('served' as const, 'left out' as const),
      })
      .chain((selected) =>
        fc
          .option(fc.record({ file: path, group: text }, { requiredKeys: ['file'] }), { nil: undefined })
          .map((aiida) => (aiida === undefined ? selected : { ...selected, aiida })),
      );
    const references = fc.option(fc.array(text, { maxLength: 3 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(selection, { maxLength: 3 }), text, references, (selections, title, patterns) => {
        const written = describePlan({ ...plan, selections, name: title, references: patterns });
        const found = readSidecar(written, 'respawn.yaml');
        expect(found, written).toMatchObject({ sidecar: { settings: { frames: 'all' }, remarks: [] } });
        expect('sidecar' in found && found.sidecar.selections).toEqual(selections);
        expect('sidecar' in found && found.sidecar.references).toEqual(patterns);
      }),
      { numRuns: 50 },
    );
  });
});
