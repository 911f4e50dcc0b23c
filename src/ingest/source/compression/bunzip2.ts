import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream';
import unbzip2Stream from 'unbzip2-stream';
import { limits } from '../../../base/index.ts';
import { CompressionError } from './compression-error.ts';
import { headAndRest, readHead } from './read-head.ts';

/** Below it, starting a program takes longer than the library does. */
const largeBytes = 64 * 1024;

/**
 * Decompresses bzip2, also of several streams in a row: what is large by the program if there is one, for it is four
 * times as fast.
 */
export async function* bunzip2(
  stored: AsyncIterable<Uint8Array>,
  program = 'bzip2',
  programFromBytes = largeBytes,
): AsyncGenerator<Uint8Array> {
  const chunks = stored[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, programFromBytes);
    const child = head.length < programFromBytes ? undefined : await start(program);
    const all = headAndRest(head, chunks);
    yield* child === undefined ? bunzip2InProcess(all) : bunzip2ByProgram(all, child);
  } finally {
    await chunks.return?.();
  }
}

async function start(program: string): Promise<ChildProcessWithoutNullStreams | undefined> {
  const child = spawn(program, ['--decompress', '--stdout']);
  try {
    await once(child, 'spawn');
    return child;
  } catch {
    return undefined;
  }
}

async function* bunzip2ByProgram(
  stored: AsyncIterable<Uint8Array>,
  child: ChildProcessWithoutNullStreams,
): AsyncGenerator<Uint8Array> {
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < 2_000) complaint += text;
  });
  let readError: unknown;
  async function* watched() {
    try {
      yield* stored;
    } catch (error) {
      readError = error;
      throw error;
    }
  }
  // Where the program stops at a fault a broken pipe is told of here, which says nothing of the data.
  pipeline(watched(), child.stdin, () => {});
  const closed = once(child, 'close');
  // Where the reading stops early nobody waits for the end, however it comes.
  closed.catch(() => {});
  try {
    yield* child.stdout;
    const [code] = await closed;
    if (readError !== undefined) throw readError;
    if (code !== 0 || complaint !== '') {
      throw new CompressionError(firstLine(complaint), /ends unexpectedly/.test(complaint));
    }
  } finally {
    child.kill();
  }
}

/** What the program says first, without its name. */
function firstLine(complaint: string): string {
  const line = complaint
    .split('\n')
    .map((text) => text.replace(/^bzip2:\s*|;\s*$/g, '').trim())
    .find((text) => text !== '');
  return line ?? 'bzip2 failed';
}

/** Bytes that are handed over at once: the library decompresses all that it has before it returns. */
const pieceBytes = 16 * 1024;

async function* bunzip2InProcess(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = unbzip2Stream();
  let ready: Uint8Array[] = [];
  let readyBytes = 0;
  let error: Error | undefined;
  stream.on('data', (block: Uint8Array) => {
    readyBytes += block.length;
    if (readyBytes > limits.sourceDecompressedBytesMax) {
      throw new CompressionError('it expands too fast for the decompressor at hand; install bzip2', false);
    }
    ready.push(block);
  });
  stream.on('error', (raised: Error) => {
    error ??= raised;
  });
  const take = () => {
    const blocks = ready;
    ready = [];
    readyBytes = 0;
    return blocks;
  };
  for await (const chunk of stored) {
    for (let from = 0; from < chunk.length && error === undefined; from += pieceBytes) {
      stream.write(chunk.subarray(from, from + pieceBytes));
      yield* take();
    }
  }
  if (error === undefined) stream.end();
  yield* take();
  if (error !== undefined) throw asCompressionError(error);
}

/** The library knows no end of input: it stumbles over the missing bytes. */
function asCompressionError(error: Error): CompressionError {
  if (error instanceof CompressionError) return error;
  const cutOff = error instanceof TypeError || /prematurely/.test(error.message);
  return new CompressionError(cutOff ? 'the data end too early' : 'a block is not as it should be', cutOff);
}
