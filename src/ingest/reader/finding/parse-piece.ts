import { skipBlanks } from '../bytes.ts';
import type { FilePiece } from '../format/format-reader.ts';
import type { ParsedElement } from '../parse-element.ts';
import { parseElement } from '../parse-element.ts';
import { bufferOf } from './line-cursor.ts';

/** Parses a piece that is one JSON value; NaN becomes null. Errors: a string, what is wrong, as of `parseElement`. */
export function parsePiece(piece: FilePiece): ParsedElement | string {
  const buffer = bufferOf(piece);
  const content = buffer.subarray(skipBlanks(buffer));
  return content.length === 0 ? 'holds nothing but white space' : parseElement(content);
}
