import { isUtf8 } from 'node:buffer';
import type { FilePiece } from '../format/format-reader.ts';

/**
 * Walks over the lines of a piece of text, whatever ends them. Holds no list of them: a hostile piece has as many lines as
 * bytes.
 */
export class LineCursor {
  /** 1-based, of the file: the line that was taken last, or the one behind the end. */
  line: number;
  private readonly text: string;
  private position = 0;

  constructor(piece: FilePiece) {
    this.text = textOf(piece);
    this.line = piece.line - 1;
  }

  /** The next line without its end, or undefined behind the last one. */
  next(): string | undefined {
    const { text, position } = this;
    if (position > text.length) return undefined;
    this.line += 1;
    if (position === text.length) {
      this.position += 1;
      return undefined;
    }
    const newline = text.indexOf('\n', position);
    const end = newline === -1 ? text.length : newline;
    this.position = newline === -1 ? text.length : end + 1;
    return text.slice(position, text.charCodeAt(end - 1) === 0x0d && end > position ? end - 1 : end);
  }

  /** The next line that holds more than white space, or undefined where none is left. */
  nextFilled(): string | undefined {
    let line = this.next();
    while (line !== undefined && line.trim() === '') line = this.next();
    return line;
  }
}

/** The bytes of a piece, not copied, without a byte order mark. */
export function bufferOf({ bytes }: FilePiece): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? buffer.subarray(3) : buffer;
}

/** The text of a piece, UTF-8 or else Latin-1, with lines that end in a line feed. */
function textOf(piece: FilePiece): string {
  const buffer = bufferOf(piece);
  const text = buffer.toString(isUtf8(buffer) ? 'utf8' : 'latin1');
  // Lines of old Macintoshes end with a carriage return alone.
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}
