/**
 * Reads JSON of pymatgen: structures, molecules, their provenance-carrying and computed relatives, and documents that
 * hold one, with or without the names of classes.
 */
import type { JsonObject } from '../../../base/index.ts';
import { excerpt } from '../finding/excerpt.ts';
import { parsePiece } from '../finding/parse-piece.ts';
import { PieceProblem, readEach } from '../finding/piece-problem.ts';
import type { FilePiece, Finding, PieceContext, Reading } from '../format/format-reader.ts';
import { JsonParts } from '../json-parts.ts';
import { documentId, documentProperties } from './document-properties.ts';
import type { FoundDocument } from './find-documents.ts';
import { findDocuments, isBareEntry, structureOf } from './find-documents.ts';
import { bibtexOf, readReferences } from './read-provenance.ts';
import { readStructure } from './read-structure.ts';

/**
 * Reads one document or one element of a list. Where a piece holds several, `part` is the index or name of each within
 * the piece.
 */
export function readPymatgen(piece: FilePiece, { keepsSource = false }: Partial<PieceContext> = {}): Reading {
  const parsed = parsePiece(piece);
  if (typeof parsed === 'string') return { findings: [], faults: [{ line: piece.line, problem: parsed }] };
  const parts = new JsonParts(parsed.source);
  return readEach(findDocuments(parsed.value), (found) => ({
    ...readDocument(found, piece),
    ...(keepsSource ? { source: parts.find(found.place) } : {}),
  }));
}

function readDocument({ document, name }: FoundDocument, piece: FilePiece): Finding {
  const { line } = piece;
  const object = structureOf(document);
  if (object === undefined) throw new PieceProblem(line, problemOf(document));
  const read = readStructure(object);
  if (typeof read === 'string') throw new PieceProblem(line, read);
  const references = readReferences(object.about);
  const properties = documentProperties(document, object, read.siteProperties);
  if (references.length === 0) properties.add('references_bibtex', bibtexOf(object.about));
  return {
    line,
    part: name,
    id: documentId(document),
    content: { kind: 'structure', structure: read.structure },
    properties: properties.values,
    references,
    remarks: read.remarks,
  };
}

function problemOf(document: JsonObject): string {
  if (isBareEntry(document)) {
    return 'is a computed entry without its structure; only a ComputedStructureEntry holds one';
  }
  const shown = excerpt(Object.keys(document).slice(0, 8).join(', '));
  return `holds no structure of pymatgen, with lattice or sites; its members are ${shown}`;
}
