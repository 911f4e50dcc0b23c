import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { limits } from '../../../base/index.ts';
import type { SourceErrorReason } from '../source-error.ts';
import { SourceError } from '../source-error.ts';
import type { AuthorizedLocation, LocationPolicy } from './location.ts';

/** A file or folder, or the place where it would be, below the folder that lets it be read. */
interface Place {
  /** Without symbolic links. */
  readonly real: string;
  /** The allowed folder, without symbolic links, or undefined where all may be read. */
  readonly folder: string | undefined;
  /** Before symbolic links were followed. */
  readonly written: string;
  /** What is there, or the code of the fault by which nothing is. */
  readonly found: Stats | string;
}

/**
 * Finds the file or folder that a path means and judges the place where it truly lies, symbolic links followed. A
 * relative path is tried below the working folder, then below each allowed folder. Who reads a folder follows no links.
 *
 * Errors: `SourceError`. Of what lies outside of the allowed folders it says the same whether it is there or not, so
 * that nobody can feel their way along the disk; only below them it is told what is missing (`gone`).
 */
export async function authorizeFile(
  path: string,
  policy: LocationPolicy,
  workingFolder: string,
): Promise<AuthorizedLocation> {
  checkText(path, policy);
  const folders = policy.folders === 'any' ? undefined : await realFolders(policy.folders);
  const places = await findPlaces(path, folders, workingFolder);
  const place = places.find(({ found }) => kindProblem(found) === undefined) ?? places[0];
  if (!place) throw refusal(path);
  const shown = shownPath(place, folders?.length ?? 0);
  const { problem, reason } = kindProblem(place.found, folders && !isAbsolute(path)) ?? {};
  // Whoever may read everything is the operator, who should find the own words again.
  if (problem !== undefined) throw new SourceError(folders ? shown : path, problem, reason ? { reason } : {});
  return {
    key: place.real,
    location: { kind: 'file', path: place.real },
    shown,
    name: shown,
    aliases: aliasesOf(path, place),
  };
}

/** @param isSearched whether it was looked for in all folders that are allowed */
function kindProblem(
  found: Stats | string,
  isSearched = false,
): { problem: string; reason?: SourceErrorReason } | undefined {
  if (found === 'EACCES' || found === 'EPERM') {
    return { problem: 'may not be read: the permission is missing' };
  }
  if (typeof found === 'string') {
    const where = isSearched ? ' in the folders that the operator allows (--allow-path)' : '';
    return { problem: `there is no such file${where}`, reason: 'gone' };
  }
  // Before anybody opens it: a pipe would be waited for, a device may do anything.
  return found.isFile() || found.isDirectory() ? undefined : { problem: 'is no regular file' };
}

function checkText(path: string, policy: LocationPolicy): void {
  const told = (problem: string) => new SourceError(shortened(path), problem, { reason: 'malformed' });
  if (path === '') throw told('the path is empty');
  if (path.includes('\0')) throw told('the path holds a NUL, as none does');
  if (Buffer.byteLength(path) > limits.pathBytesMax) {
    throw told(`the path is longer than ${limits.pathBytesMax} bytes`);
  }
  // Here a backslash is a letter like others; whoever sends one hopes that somewhere it is not.
  if (policy.folders !== 'any' && path.includes('\\')) {
    throw told('the path holds a backslash; write / between folders');
  }
}

function refusal(path: string): SourceError {
  const problem =
    'may not be read: only what lies in the folders that the operator allows is (--allow-path), nothing hidden';
  return new SourceError(shortened(path), problem, { reason: 'refused' });
}

function shortened(path: string): string {
  return path.length > 300 ? `${path.slice(0, 300)}…` : path;
}

async function realFolders(folders: readonly string[]): Promise<string[]> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  return [...new Set(real.filter((folder) => folder !== undefined))];
}

/** The places that a path may mean, in the order in which they count, as far as they may be read. */
async function findPlaces(
  path: string,
  folders: readonly string[] | undefined,
  workingFolder: string,
): Promise<Place[]> {
  const bases = isAbsolute(path) ? ['/'] : [workingFolder, ...(folders ?? [])];
  const places: Place[] = [];
  for (const written of new Set(bases.map((base) => resolve(base, path)))) {
    const real = (await realPlace(written)) ?? (folders ? undefined : written);
    if (real === undefined) continue;
    const folder = folders?.find((candidate) => isBelow(real, candidate));
    if (folders && folder === undefined) continue;
    const found = await stat(real).catch((error: NodeJS.ErrnoException) => error.code ?? 'missing');
    places.push({ real, folder, written, found });
  }
  return places;
}

/**
 * Where a path leads, whether anything is there or not; undefined where a symbolic link on the way leads nowhere.
 * Nobody may learn what is missing by it: who sees the link would otherwise see whether its target is there.
 */
async function realPlace(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let ancestor = path; ; ancestor = dirname(ancestor)) {
    const isThere = await lstat(ancestor).then(
      () => true,
      () => false,
    );
    if (isThere || ancestor === dirname(ancestor)) {
      const real = await realpath(ancestor).catch(() => undefined);
      return real === undefined ? undefined : join(real, ...missing.reverse());
    }
    missing.push(basename(ancestor));
  }
}

/** Whatever is allowed by its name: the kernel's view of the processes, this one's secrets among it, is no data. */
const kernelFolders = ['/proc', '/sys'];

/**
 * Compared by segments: `/data-private` is not below `/data`, but `/data` itself is. Hidden files are not counted in,
 * since the folder of a data file may well be somebody's home, with its keys.
 */
function isBelow(path: string, folder: string): boolean {
  const segments = segmentsBelow(path, folder);
  if (segments === undefined || segments.some((segment) => segment.startsWith('.'))) return false;
  // Neither what is in one of them, nor a folder that they are in.
  return kernelFolders.every(
    (kernel) => segmentsBelow(path, kernel) === undefined && segmentsBelow(kernel, path) === undefined,
  );
}

function segmentsBelow(path: string, folder: string): string[] | undefined {
  const segments = relative(folder, path).split('/');
  return segments[0] === '..' ? undefined : segments;
}

function shownPath(place: Place, foldersCount: number): string {
  if (place.folder === undefined) return basename(place.real);
  const below = relative(place.folder, place.real) || basename(place.real);
  // The same path may be below several of them.
  return foldersCount > 1 ? join(basename(place.folder), below) : below;
}

function aliasesOf(path: string, place: Place): string[] {
  const relativePath = isAbsolute(path) ? [] : [normalize(path)];
  const aliases = [place.real, place.written, ...relativePath].map((alias) =>
    alias.replace(/^\/+|\/+$/g, ''),
  );
  // In a URL, `..` is gone before it arrives.
  return [...new Set(aliases)].filter((alias) => !alias.startsWith('../'));
}
