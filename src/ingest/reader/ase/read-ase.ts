/** Reads JSON of ASE: databases, of which every row is an entry, and encoded atoms. */
import type { JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { excerpt } from '../finding/excerpt.ts';
import { bufferOf } from '../finding/line-cursor.ts';
import { parsePiece } from '../finding/parse-piece.ts';
import { PieceProblem, readEach } from '../finding/piece-problem.ts';
import type { FilePiece, Finding, PieceContext, Reading } from '../format/format-reader.ts';
import { JsonParts } from '../json-parts.ts';
import type { FoundRow } from './find-rows.ts';
import { findRowLines, findRows } from './find-rows.ts';
import { readRow } from './read-row.ts';

/**
 * Reads one whole file. The `part` of an entry is the number of its row in a database, and its index in a list. The
 * `unique_id` of a row is a property: it is made anew whenever a row is written.
 */
export function readAse(piece: FilePiece, { keepsSource = false }: Partial<PieceContext> = {}): Reading {
  const parsed = parsePiece(piece);
  if (typeof parsed === 'string') return { findings: [], faults: [{ line: piece.line, problem: parsed }] };
  const rows = findRows(parsed.value);
  if (rows.length === 0) {
    return { findings: [], faults: [{ line: piece.line, problem: problemOf(parsed.value) }] };
  }
  const lines = findRowLines(bufferOf(piece).toString(), piece.line);
  const parts = new JsonParts(parsed.source);
  return readEach(rows, (found) => ({
    ...readFound(found, lines.get(found.name ?? '') ?? piece.line),
    ...(keepsSource ? { source: parts.find(found.place) } : {}),
  }));
}

function readFound({ row, name }: FoundRow, line: number): Finding {
  const subject = name === undefined ? '' : `row ${/^\d+$/.test(name) ? name : excerpt(name)} `;
  if (row === undefined) throw new PieceProblem(line, `${subject}is announced but not there`);
  const read = readRow(row);
  if (typeof read === 'string') throw new PieceProblem(line, `${subject}${read}`);
  const { structure, properties, lastModified, remarks } = read;
  return {
    line,
    part: name,
    id: undefined,
    content: { kind: 'structure', structure },
    ...(lastModified !== undefined && { lastModified }),
    properties: properties.values,
    references: [],
    remarks,
  };
}

function problemOf(value: JsonValue): string {
  const kind = isJsonObject(value) ? value.__ase_objtype__ : undefined;
  if (typeof kind === 'string') return `holds an object ${excerpt(kind)} of ASE instead of atoms`;
  return 'holds neither encoded atoms nor rows of a database of ASE';
}
