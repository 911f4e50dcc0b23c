/** What an entry of a tar archive means: a file that is given out, something to pass over, or a fault. */
import type { Header } from 'tar-stream';
import { bundlePath, fitForMessages, isHidden } from './member-path.ts';
import { timestamp } from './tree-file.ts';

export type TarMember =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly sizeBytes: number;
      readonly modifiedAt: string | undefined;
    }
  | { readonly kind: 'passed over' }
  | { readonly kind: 'fault'; readonly path: string; readonly problem: string };

export function tarMember(header: Header): TarMember {
  const { name, type, size } = header;
  if (type === 'directory') return { kind: 'passed over' };
  const fault = (path: string, problem: string): TarMember => ({
    kind: 'fault',
    path: fitForMessages(path),
    problem,
  });
  const path = bundlePath(name);
  if (typeof path !== 'string') return fault(name, path.problem);
  if (isHidden(path)) return { kind: 'passed over' };
  const problem = kindProblem(header);
  if (problem !== undefined) return fault(path, problem);
  return { kind: 'file', path, sizeBytes: size, modifiedAt: modifiedAt(header) };
}

function kindProblem({ type, pax }: Header): string | undefined {
  if (type === 'symlink') return 'is a symbolic link; links are not followed';
  if (type === 'link') return 'is a link to another file of the archive; links are not followed';
  if ([...extended(pax).keys()].some((key) => key.startsWith('GNU.sparse')))
    return 'is sparse; pack it in full';
  if (type === 'file' || type === 'contiguous-file') return undefined;
  // The library has no word for kinds that few programs know.
  const isUnknown = (type as string | null) === null;
  return isUnknown ? 'is of an unknown kind, perhaps sparse; pack it in full' : 'is no regular file';
}

/** The extended header has fractions of seconds. */
function modifiedAt({ mtime, pax }: Header): string | undefined {
  const seconds = Number(extended(pax).get('mtime') ?? Number.NaN);
  return timestamp(Number.isFinite(seconds) ? seconds * 1000 : mtime.getTime());
}

/** The extended header, whose keys may be any. */
function extended(pax: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(pax ?? {}));
}
