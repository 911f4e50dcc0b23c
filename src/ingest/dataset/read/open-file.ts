import { detectFileFormat } from '../../reader/format/detect-file-format.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import type { SelectedFile } from './select-files.ts';

/** A file whose first bytes were read. */
export interface OpenFile {
  /** Undefined for what is of no format that is known. */
  readonly format: FileFormat | undefined;
  /** All of it, from the beginning; can be gone through once. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What formats are told by. */
const headBytes = 64 * 1024;

/** Opens a file and finds out its format, unless the selection tells. Errors: what reading it throws. */
export async function openFile({ file, selection, path }: SelectedFile): Promise<OpenFile> {
  if (selection.format !== undefined) return { format: selection.format, chunks: file.read() };
  const rest = file.read()[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < headBytes && !isWhole) {
    const next = await rest.next();
    if (next.done === true) isWhole = true;
    else {
      taken.push(next.value);
      length += next.value.length;
    }
  }
  const head = Buffer.concat(taken).subarray(0, headBytes);
  const format = detectFileFormat(path, head, isWhole && length <= headBytes);
  return { format, chunks: joined(taken, rest) };
}

async function* joined(
  taken: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* taken;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

/** Gives up a file that is not read to its end. */
export async function abandon({ chunks }: OpenFile): Promise<void> {
  // A generator that never began has nothing to end: it is begun, and ended at once.
  for await (const _ of chunks) break;
}
