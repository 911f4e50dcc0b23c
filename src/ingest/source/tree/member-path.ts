import { limits } from '../../../base/index.ts';

/** Why something is not given out. */
interface Refusal {
  readonly problem: string;
}

/**
 * The path of a file as a folder or bundle has it, in the one form that all others rely on: segments joined by `/`,
 * none of them empty, `.` or `..`.
 *
 * Limits: `treePathLengthMax`.
 */
export function memberPath(name: string): string | Refusal {
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(name))
    return { problem: 'has a control character in its name' };
  if (name.includes('\ufffd')) return { problem: 'has a name that is not text in UTF-8' };
  if (/^(?:\/|[A-Za-z]:\/)/.test(name)) return { problem: 'has an absolute path' };
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return { problem: 'has a path that leads out of the folder' };
  const path = segments.join('/');
  if (path === '') return { problem: 'has no name' };
  if (path.length > limits.treePathLengthMax) {
    return { problem: `has a path of more than ${limits.treePathLengthMax} characters` };
  }
  return path;
}

const shownLength = 200;

/** A name of whatever kind, short and without what would disturb a line of text. */
export function fitForMessages(name: string): string {
  const visible = name.slice(0, shownLength + 1).replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, '\ufffd');
  return visible.length > shownLength ? `${visible.slice(0, shownLength)}…` : visible;
}
