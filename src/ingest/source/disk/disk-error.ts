import type { SourceErrorReason } from '../source-error.ts';
import { SourceError } from '../source-error.ts';

/** A file on disk and what it is called in messages. */
export interface Place {
  readonly path: string;
  readonly location: string;
}

interface Fault {
  readonly problem: string;
  readonly reason?: SourceErrorReason;
}

const noPermission: Fault = { problem: 'may not be read: the permission is missing' };
const busy: Fault = { problem: 'cannot be read now: too many files are open', reason: 'unreachable' };

const faults: Readonly<Record<string, Fault>> = {
  ENOENT: { problem: 'there is no such file', reason: 'gone' },
  ENOTDIR: { problem: 'there is no such file, since a part of the path is no folder', reason: 'gone' },
  EISDIR: { problem: 'is a folder' },
  EACCES: noPermission,
  EPERM: noPermission,
  ELOOP: { problem: 'is a symbolic link that leads in circles' },
  ENXIO: { problem: 'is no regular file' },
  EMFILE: busy,
  ENFILE: busy,
};

/**
 * A fault of the system as a `SourceError`; what is no such fault comes back as it is. Messages of the system hold the
 * path, so that they are passed on only to who gave it.
 */
export function diskError({ path, location }: Place, error: unknown): unknown {
  if (error instanceof SourceError) return error;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const story = path === location ? error.message : error.code;
  const { problem, reason }: Fault = faults[error.code] ?? { problem: `cannot be read (${story})` };
  return new SourceError(location, problem, { cause: error, ...(reason ? { reason } : {}) });
}
