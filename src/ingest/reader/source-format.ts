/** Tells from the first bytes of a source what it is: pure functions, which know no files and no streams. */
import type { JsonObject } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { byte, skipBlanks } from './bytes.ts';
import { isHeader, isResponse } from './classify-element.ts';
import { DocumentSplitter } from './document-splitter.ts';
import { parseElement } from './parse-element.ts';
import { ValueScanner } from './value-scanner.ts';

/** What a source was found to be. */
export interface SourceFormat {
  /** One element a line, or JSON documents, which end where their brackets say so. */
  readonly layout: 'lines' | 'documents';
  /** For people, such as `OPTIMADE JSON Lines`. */
  readonly name: string;
}

/** The beginning of a source. */
export interface Beginning {
  /** Without byte order mark and blanks at the start; not empty. */
  readonly bytes: Buffer;
  /** How much of the source it is: all, a part that must do, or a part that may still grow. */
  readonly extent: 'whole' | 'enough' | 'partial';
}

/**
 * The format, `none` where the bytes are no JSON, or undefined where more of them are needed.
 *
 * Lines are where the first object ends on its own first line and another line follows; so a list, an object
 * spread over several lines and a single object are documents.
 */
export function detectFormat(beginning: Beginning): SourceFormat | 'none' | undefined {
  const { bytes, extent } = beginning;
  const [first] = bytes;
  if ((first !== byte.openBrace && first !== byte.openBracket) || bytes.includes(0)) return 'none';
  const shown = firstElement(bytes);
  const layout = first === byte.openBracket ? 'documents' : layoutOfObject(beginning, shown.isResponse);
  if (layout === undefined) return undefined;
  if (shown.object === undefined && extent === 'partial') return undefined;
  return { layout, name: nameOf(layout, first === byte.openBracket, shown) };
}

function layoutOfObject(
  { bytes, extent }: Beginning,
  isResponse: boolean,
): SourceFormat['layout'] | undefined {
  const scanner = new ValueScanner();
  scanner.start(bytes[0]!);
  const end = scanner.scan(bytes, 1);
  const newline = bytes.indexOf(byte.newline);
  if (end === -1) {
    if (extent === 'partial') return undefined;
    // One line so long that its end is not in sight, and no response, whose list can be taken apart.
    return extent === 'enough' && newline === -1 && !isResponse ? 'lines' : 'documents';
  }
  const next = skipBlanks(bytes, end);
  if (next === bytes.length && extent === 'partial') return undefined;
  if (next === bytes.length && extent === 'whole') return 'documents';
  return newline >= end && newline < next ? 'lines' : 'documents';
}

interface FirstElement {
  /** Undefined where the first element is not whole, or no object. */
  readonly object: JsonObject | undefined;
  /** Whether it stands in a list of a response. */
  readonly isResponse: boolean;
  readonly isOnly: boolean;
}

function firstElement(bytes: Buffer): FirstElement {
  let object: JsonObject | undefined;
  let count = 0;
  const splitter = new DocumentSplitter({
    element: (element) => {
      count += 1;
      const parsed = count === 1 ? parseElement(element) : '';
      if (typeof parsed !== 'string' && isJsonObject(parsed.value)) object = parsed.value;
    },
    fault: () => {},
  });
  splitter.push(bytes);
  return { object, isResponse: splitter.sawResponse, isOnly: count === 1 };
}

function nameOf(layout: SourceFormat['layout'], isList: boolean, first: FirstElement): string {
  const object = first.object ?? {};
  if (isHeader(object)) return 'OPTIMADE JSON Lines';
  const kind = elementKind(object, first.isResponse);
  if (layout === 'lines') {
    return kind === 'resource objects' ? 'OPTIMADE JSON Lines without a header' : `JSON Lines of ${kind}`;
  }
  if (isList) return `a JSON list of ${kind}`;
  if (kind === 'responses') return 'a saved response of an OPTIMADE API';
  return first.isOnly ? 'a single JSON object' : `JSON objects in a row, ${kind}`;
}

function elementKind(object: JsonObject, inResponse: boolean): string {
  if (inResponse || isResponse(object)) return 'responses';
  if (Object.hasOwn(object, 'attributes') || object.type === 'info') return 'resource objects';
  return Object.hasOwn(object, '_id') ? 'database documents' : 'flat documents';
}
