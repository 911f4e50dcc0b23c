/** Cuts files into the pieces that are parsed one by one, each with bytes of its own. */
import { limits } from '../../../base/index.ts';
import { byte, skipBlanks } from '../../reader/bytes.ts';
import { DocumentSplitter } from '../../reader/document-splitter.ts';
import type { ElementSink, Splitter } from '../../reader/element-sink.ts';
import type { FilePiece, PieceFault } from '../../reader/format/format-reader.ts';
import type { ParsedFormat } from '../../reader/format/format-table.ts';
import { parseBeginning } from '../../reader/format/parse-beginning.ts';
import { findDocuments } from '../../reader/pymatgen/find-documents.ts';
import { asBuffer } from '../../reader/read-records.ts';
import { XyzSplitter } from '../../reader/xyz/xyz-splitter.ts';
import type { Resumed } from './resume.ts';
import { resume } from './resume.ts';

/** The order of the pieces, or what the reader calls the parts of the one piece. */
export type Numbering = 'pieces' | 'parts';

/** A file of which the first pieces are cut. */
export interface CutFile {
  /** Whether there is more than one piece. */
  readonly isSeveral: boolean;
  /**
   * What numbers the entries of a file that is a list, be it of one, so that their numbers are part of their raw ids;
   * undefined where it is none.
   */
  readonly numbering: Numbering | undefined;
  /** All pieces; what none can be made of is a fault among them. To be gone through, or ended with `return`. */
  readonly pieces: Resumed<FilePiece | PieceFault>;
}

/** Formats whose files may be long; of the others a file is one piece. */
const splitters: Partial<Record<ParsedFormat, (sink: ElementSink) => Splitter>> = {
  xyz: (sink) => new XyzSplitter(sink),
  pymatgen: (sink) => new DocumentSplitter(sink, limits.sourceElementBytesMax, false),
};

/**
 * Cuts the first two pieces, which tell what kind of file it is, and the others as they are asked for.
 *
 * Errors: what reading the file throws, here and in going through the pieces.
 * Limits: a file that is one piece has `structureFileBytesMax`, a piece of another `sourceElementBytesMax`.
 */
export async function cutFile(chunks: AsyncIterable<Uint8Array>, format: ParsedFormat): Promise<CutFile> {
  const makeSplitter = splitters[format];
  if (makeSplitter === undefined) {
    const whole = await wholeFile(chunks);
    return { isSeveral: false, numbering: undefined, pieces: resume([whole], nothing()) };
  }
  const cutter = new Cutter(chunks, makeSplitter);
  const pieces = cutter.pieces();
  const first: (FilePiece | PieceFault)[] = [];
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    first.push(next.value);
    if (first.length === 2) break;
  }
  const isSeveral = first.length > 1;
  const isList = isSeveral || cutter.firstByte === byte.openBracket;
  const ofObject = () => (first.some(isContainer) ? 'parts' : undefined);
  const numbering = format !== 'pymatgen' ? undefined : isList ? 'pieces' : ofObject();
  return { isSeveral, numbering, pieces: resume(first, pieces) };
}

/** What tells whether an object is a document or holds some. */
const beginningBytes = 64 * 1024;

function isContainer(piece: FilePiece | PieceFault): boolean {
  if (!('bytes' in piece)) return false;
  const value = parseBeginning(asBuffer(piece.bytes).toString('utf8', 0, beginningBytes));
  return value !== undefined && findDocuments(value)[0]?.name !== undefined;
}

class Cutter {
  /** The first that is no blank. */
  firstByte: number | undefined;
  readonly #chunks: AsyncIterable<Uint8Array>;
  readonly #found: (FilePiece | PieceFault)[] = [];
  readonly #splitter: Splitter;

  constructor(chunks: AsyncIterable<Uint8Array>, makeSplitter: (sink: ElementSink) => Splitter) {
    this.#chunks = chunks;
    let index = 0;
    this.#splitter = makeSplitter({
      element: (bytes, line) => {
        this.#found.push({ bytes: new Uint8Array(bytes), line, index });
        index += 1;
      },
      fault: (line, problem) => this.#found.push({ line, problem }),
    });
  }

  async *pieces(): AsyncGenerator<FilePiece | PieceFault> {
    let isFirst = true;
    for await (const chunk of this.#chunks) {
      const bytes = isFirst ? unmarked(asBuffer(chunk)) : asBuffer(chunk);
      isFirst = false;
      this.firstByte ??= bytes[skipBlanks(bytes)];
      this.#splitter.push(bytes);
      yield* this.#found.splice(0);
    }
    this.#splitter.end();
    yield* this.#found.splice(0);
  }
}

/** Without the byte order mark of UTF-8. */
function unmarked(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

async function wholeFile(chunks: AsyncIterable<Uint8Array>): Promise<FilePiece | PieceFault> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > limits.structureFileBytesMax) {
      const problem = `is larger than ${limits.structureFileBytesMax} bytes, the most that are read`;
      return { line: 1, problem };
    }
  }
  // Not from the pool of buffers: all of that would go along to another thread.
  const bytes = new Uint8Array(length);
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return { bytes, line: 1, index: 0 };
}

async function* nothing(): AsyncGenerator<never> {}
