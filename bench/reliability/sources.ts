import { renameSync, writeFileSync } from 'node:fs';
import { generateStructure, headLines } from '../generate-structures.ts';

/** What a made-up source holds, so that answers can be judged. */
export interface MadeSource {
  /** The id of its database; its entries' ids begin with it. */
  readonly id: string;
  readonly path: string;
  readonly entries: number;
  /** Value of a property of each entry. */
  readonly version: number;
}

const version = { description: 'Which version of the source this is.', type: 'integer', sortable: true };

/** Writes a source, or replaces it in one step. */
export function writeSource(source: MadeSource): MadeSource {
  const lines = [...headLines({ _x_version: version })];
  for (let number = 0; number < source.entries; number += 1) {
    const entry = generateStructure(number, source.entries, source.version);
    const attributes = { ...entry.attributes, _x_version: source.version };
    lines.push(`${JSON.stringify({ ...entry, id: entryId(source.id, number), attributes })}\n`);
  }
  writeFileSync(`${source.path}.new`, lines.join(''));
  renameSync(`${source.path}.new`, source.path);
  return source;
}

/** Ids in the order of their numbers, which is the order of answers. */
export function entryId(database: string, number: number): string {
  return `${database}.${String(number).padStart(7, '0')}`;
}

/** So many small sources of different sizes. */
export function writeSources(folder: string, count: number, entriesMin: number): readonly MadeSource[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `made-${String(index).padStart(4, '0')}`;
    return writeSource({
      id,
      path: `${folder}/${id}.jsonl`,
      entries: entriesMin + (index % 7) * 3,
      version: 1,
    });
  });
}
