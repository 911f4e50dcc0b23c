/**
 * Reads CIF, crystallographic information files of version 1.1 and 2.0, also in the dictionary of mmCIF: one
 * finding for each data block that lists atoms with places. The whole file is one piece.
 */
import type { FilePiece, Finding, FoundReference, PieceContext, Reading } from '../format/format-reader.ts';
import { blockTree } from './block-tree.ts';
import type { CifBlock } from './cif-block.ts';
import { readProperties } from './cif-properties.ts';
import { findAtomLoop } from './coordinate-reader.ts';
import { decodeText } from './decode-text.ts';
import { FaultList } from './fault-list.ts';
import { nameParts } from './name-parts.ts';
import { parseCif } from './parse-cif.ts';
import { readReferences } from './read-references.ts';
import { readStructure } from './read-structure.ts';
import { RemarkList } from './remark-list.ts';

/** Letters at the start that tell text from other bytes. Old programs put zeros behind the end of a text. */
const headLength = 4_096;

/** Errors: none; what is wrong is among the faults. */
export function readCif(piece: FilePiece, { keepsSource = false }: PieceContext): Reading {
  const faults = new FaultList();
  const text = decodeText(piece.bytes);
  if (/\0+[^\0]/.test(text.slice(0, headLength))) {
    faults.add(piece.line, 'holds bytes that are no text');
    return { findings: [], faults: faults.faults };
  }
  const blocks = parseCif(text, piece.line, faults);
  const shared = sharedReferences(blocks);
  const findings: Finding[] = [];
  const names: string[] = [];
  for (const block of blocks) {
    const remarks = new RemarkList();
    const structure = readStructure(block, faults, remarks);
    if (structure === undefined) continue;
    names.push(block.name);
    const own = readReferences(block);
    const tree = keepsSource ? blockTree(text, block) : undefined;
    findings.push({
      line: block.line,
      part: undefined,
      id: undefined,
      content: { kind: 'structure', structure },
      properties: readProperties(block),
      references: own.length > 0 ? own : shared(),
      remarks: [...remarks.remarks, ...(tree?.remarks ?? [])],
      source: tree?.source,
    });
  }
  if (findings.length === 0 && faults.faults.length === 0) {
    faults.add(piece.line, blocks.length === 0 ? 'holds no data block' : 'lists no atoms with coordinates');
  }
  const parts = nameParts(names);
  return {
    findings: findings.map((finding, index) => ({ ...finding, part: parts[index] })),
    faults: faults.faults,
  };
}

/**
 * Those of the first block without atoms that has any: journals put there what all structures have in common.
 */
function sharedReferences(blocks: readonly CifBlock[]): () => readonly FoundReference[] {
  let found: readonly FoundReference[] | undefined;
  return () => {
    for (const block of found === undefined ? blocks : []) {
      found = findAtomLoop(block) === undefined ? readReferences(block) : [];
      if (found.length > 0) break;
    }
    found ??= [];
    return found;
  };
}
