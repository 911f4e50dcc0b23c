import type { JsonValue } from '../../base/index.ts';
import type { Finding } from '../reader/format/format-reader.ts';
import { structureAttributes } from '../structure/structure-attributes.ts';
import { structureSymmetry } from '../symmetry/structure-symmetry.ts';
import type { ParseTask } from './parser-pool.ts';
import type { ReadEntry } from './read-entry.ts';

/** Makes the structure of a finding into attributes. @param piece index of the piece that it was found in */
export function entryOfFinding(
  finding: Finding,
  piece: number,
  { symmetry, symmetryTolerance }: Pick<ParseTask, 'symmetry' | 'symmetryTolerance'>,
): ReadEntry {
  const { content, lastModified, line, part, id, properties, references, remarks, source } = finding;
  const modified: Record<string, JsonValue> =
    lastModified === undefined ? {} : { last_modified: lastModified };
  const found = { line, piece, part, id, properties, references, source };
  if (content.kind === 'reference') {
    const attributes = { ...content.attributes, ...modified };
    return { ...found, entryType: 'references', attributes, meta: undefined, remarks };
  }
  const { structure } = content;
  const { attributes, metadata, remark } = structureSymmetry(structure, symmetry, symmetryTolerance);
  return {
    ...found,
    entryType: 'structures',
    attributes: { ...structureAttributes(structure), ...attributes, ...modified },
    meta: metadata,
    remarks: remark === undefined ? remarks : [...remarks, remark],
  };
}
