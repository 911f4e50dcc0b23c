/** Where a command puts what it makes: a file, or standard output. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';

export interface Output {
  /** The real path of the file, there yet or not; undefined for standard output. */
  readonly path: string | undefined;
  /**
   * Writes all of it. A file is there when it is whole and not before.
   *
   * Errors: `CliError` where it cannot be written, the reason of the signal. Nothing is left behind then.
   */
  deliver(content: Iterable<Uint8Array>, signal: AbortSignal): Promise<void>;
}

export interface OutputOptions {
  /** A path, or `-` for standard output. */
  readonly name: string;
  /** The flag by which an existing file may be replaced. */
  readonly replaceFlag: string;
  readonly replaces: boolean;
  readonly terminal: Terminal;
}

/**
 * Looks whether the output can be written, before any work is done for it, and writes nothing. What is called `….gz` is
 * compressed.
 *
 * Errors: `CliError`.
 */
export async function openOutput({ name, replaceFlag, replaces, terminal }: OutputOptions): Promise<Output> {
  if (name === '-')
    return { path: undefined, deliver: (content, signal) => toStream(content, terminal.out, signal) };
  const [, ending] = /\.(bz2|xz|zst|zip)$/i.exec(name) ?? [];
  if (ending !== undefined) {
    throw new CliError(`${name}: .${ending} cannot be written; .gz can, or no compression.`, 2);
  }
  const path = await realPathOf(name);
  const refuseExisting = async (): Promise<void> => {
    const status = await stat(path).catch(() => undefined);
    if (status === undefined) return;
    if (status.isDirectory()) throw new CliError(`${name} is a folder; name a file in it.`, 2);
    if (!status.isFile()) throw new CliError(`${name} is no regular file; - is standard output.`, 2);
    if (!replaces) throw new CliError(`${name} is there already; ${replaceFlag} replaces it.`, 2);
  };
  await refuseExisting();
  const problem = await folderProblem(dirname(path));
  if (problem !== undefined) throw new CliError(`${name} cannot be written: ${problem}.`, 2);
  return {
    path,
    deliver: async (content, signal) => {
      // Hidden, so that whoever reads the folder meanwhile passes it by.
      const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
      try {
        await toFile(content, part, /\.gz$/i.test(path), signal);
        await refuseExisting();
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        if (signal.aborted || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
        throw new CliError(`${name} cannot be written: ${(error as Error).message}.`, 1);
      }
    },
  };
}

/** The file that a link leads to is replaced, and not the link. */
async function realPathOf(name: string): Promise<string> {
  const folder = await realpath(dirname(name)).catch(() => resolve(dirname(name)));
  return realpath(name).catch(() => join(folder, basename(name)));
}

async function folderProblem(folder: string): Promise<string | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'what should be its folder is a file';
    await access(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'its folder is not there';
    return code === 'EACCES' ? 'nobody may write to its folder' : message;
  }
}

function toFile(
  content: Iterable<Uint8Array>,
  path: string,
  compresses: boolean,
  signal: AbortSignal,
): Promise<void> {
  const readable = Readable.from(content, { objectMode: false });
  const file = createWriteStream(path, { flags: 'wx', flush: true });
  return compresses
    ? pipeline(readable, createGzip(), file, { signal })
    : pipeline(readable, file, { signal });
}

/** A reader that goes away (`… | head`) has what it wanted: that is no fault. */
async function toStream(
  content: Iterable<Uint8Array>,
  stream: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(Readable.from(content, { objectMode: false }), stream, { end: false, signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
