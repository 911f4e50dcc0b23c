import type { DatasetPlan, EntrySelection } from '../../../src/ingest/dataset/dataset-plan.ts';
import { planDataset } from '../../../src/ingest/dataset/plan-dataset.ts';
import type { ReadDatasetOptions } from '../../../src/ingest/dataset/read-dataset.ts';
import { readDataset } from '../../../src/ingest/dataset/read-dataset.ts';
import type { Source } from '../../../src/ingest/index.ts';
import type { RawEntry, SourceRecord } from '../../../src/ingest/reader/source-record.ts';
import { memoryFiles } from '../reader/memory-source.ts';
import { openBytes } from '../source/tree/open-bytes.ts';
import { zipOf } from '../source/tree/zip-builder.ts';

/** A structure of one atom. */
export function atom(symbol: string, comment = ''): string {
  return `1\n${comment}\n${symbol} 0 0 0\n`;
}

/** A CIF of one atom in a cubic cell, with further lines. */
export function cif(symbol: string, block = 'x', more = ''): string {
  const cell = ['a', 'b', 'c'].map((side) => `_cell_length_${side} 4`).join('\n');
  const angles = ['alpha', 'beta', 'gamma'].map((angle) => `_cell_angle_${angle} 90`).join('\n');
  const sites = 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z';
  return `data_${block}\n${cell}\n${angles}\n_symmetry_space_group_name_H-M 'P 1'\n${more}\n${sites}\n${symbol}1 0 0 0\n`;
}

/** A structure as pymatgen writes it. */
export function pymatgen(symbol: string, more: object = {}): object {
  const site = { species: [{ element: symbol, occu: 1 }], abc: [0, 0, 0], xyz: [0, 0, 0], label: symbol };
  const lattice = {
    matrix: [4, 4, 4].map((side, axis) => [0, 0, 0].map((_, at) => (at === axis ? side : 0))),
  };
  return { '@module': 'pymatgen.core.structure', '@class': 'Structure', lattice, sites: [site], ...more };
}

export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A zip archive of these files. */
export function zip(contents: Contents): Buffer {
  return zipOf(Object.entries(contents).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

/** A source that is a zip archive of these files. */
export async function zipped(contents: Contents): Promise<Source> {
  const tree = await openBytes(zip(contents), 'data.zip');
  return { location: 'data.zip', name: 'data', sizeBytes: 0, checksum: async () => '', tree: tree! };
}

export function selection(parts: Partial<EntrySelection>): EntrySelection {
  const rest = { tables: [], properties: [], undeclared: 'left out' as const };
  return { entryType: 'structures', files: [{ file: '', matches: ['**'] }], ...rest, ...parts };
}

export function planOf(parts: Partial<DatasetPlan>): DatasetPlan {
  const rest = { selections: [selection({})], attachments: [], settings: {}, remarks: [] };
  return { origin: 'a test', name: 'a test', ...rest, ...parts };
}

/** All records that a plan leads to; without one, that which the source itself leads to. */
export async function readAll(
  source: Source | Contents,
  plan?: DatasetPlan,
  options: Partial<ReadDatasetOptions> = {},
): Promise<SourceRecord[]> {
  const opened = 'tree' in source ? (source as Source) : memoryFiles(source as Contents);
  const chosen = plan ?? (await planDataset(opened.tree, { location: opened.location }));
  const records: SourceRecord[] = [];
  for await (const batch of readDataset(chosen, opened, { prefix: 'p', ...options })) records.push(...batch);
  return records;
}

export function entriesOf(records: readonly SourceRecord[]): RawEntry[] {
  return records.filter((record) => record.kind === 'entry');
}

/** Issues in a line each: code, place, and what is wrong. */
export function issuesOf(records: readonly SourceRecord[]): string[] {
  return records.flatMap((record) => {
    if (record.kind !== 'file-issue') return [];
    const { code, file, line, problem, count } = record;
    const place = [file, line].filter((part) => part !== undefined).join(':');
    const times = count === undefined || count === 1 ? '' : ` (${count})`;
    return [[code, place, problem].filter((part) => part !== '').join(' ') + times];
  });
}
