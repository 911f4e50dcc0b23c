import { limits, steeringCharacters } from '../../../base/index.ts';

/** Why something is not given out. */
export interface Refusal {
  readonly problem: string;
}

/**
 * The path of a file as a folder has it, in the one form that all others rely on: segments joined by `/`, none of them
 * empty, `.` or `..`.
 *
 * Limits: `pathBytesMax`, `treeDepthMax`.
 */
export function memberPath(name: string): string | Refusal {
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(name))
    return { problem: 'has a control character in its name' };
  if (name.includes('\ufffd')) return { problem: 'has a name that is not text in UTF-8' };
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(name)) return { problem: 'has an absolute path' };
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return { problem: 'has a path that leads elsewhere' };
  if (segments.length === 0) return { problem: 'has no name' };
  if (segments.length > limits.treeDepthMax)
    return { problem: `lies over ${limits.treeDepthMax} folders deep` };
  const path = segments.join('/');
  return Buffer.byteLength(path) > limits.pathBytesMax
    ? { problem: `has a path of over ${limits.pathBytesMax} bytes` }
    : path;
}

/** The same for a name in a bundle, which may come from a system with other separators. */
export function bundlePath(name: string): string | Refusal {
  return memberPath(name.replaceAll('\\', '/'));
}

/** Whether a file or a folder above it is hidden: such things belong to programs, not to data. */
export function isHidden(path: string): boolean {
  return path.startsWith('.') || path.includes('/.');
}

const shownLength = 200;

/** A name of whatever kind, short and without what would disturb a line of text. */
export function fitForMessages(name: string): string {
  const visible = name.slice(0, shownLength + 1).replace(steeringCharacters, '\ufffd');
  return visible.length > shownLength ? `${visible.slice(0, shownLength)}…` : visible;
}
