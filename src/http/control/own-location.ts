import { isLoopback } from '../../config/index.ts';
import type { DatabaseControl } from '../../registry/index.ts';
import { SourceError } from '../../registry/index.ts';
import { exampleStructuresFile, exampleStructuresUrlPath } from '../static/example-structures.ts';
import type { SpawnWish } from './spawn-wish.ts';

type Located = ReturnType<DatabaseControl['locate']>;

/**
 * Understands the location of a wish. What this server itself serves under it is read from the disk: a server that
 * asked itself could wait for itself, and would have to allow requests to its own address.
 *
 * Errors: `SourceError` with the reasons `malformed`, `refused`, `gone`.
 */
export async function locate(
  control: Pick<DatabaseControl, 'locate'>,
  { loc, file }: Pick<SpawnWish, 'loc' | 'file'>,
  rootUrl: string,
): Located {
  const own = ownPath(loc, rootUrl);
  if (own === undefined) return control.locate(loc, file === undefined ? {} : { file });
  if (own !== exampleStructuresUrlPath) {
    const problem = `it is an address of this server, of which only ${exampleStructuresUrlPath} can be spawned from`;
    throw new SourceError(loc, problem, { reason: 'refused' });
  }
  return control.locate(exampleStructuresFile, { servedAs: `${rootUrl}${exampleStructuresUrlPath}` });
}

/** The path below our root that a location names, or undefined where it is somebody else's. */
function ownPath(loc: string, rootUrl: string): string | undefined {
  if (!/^https?:/i.test(loc) || !URL.canParse(loc) || !URL.canParse(rootUrl)) return undefined;
  const url = new URL(loc);
  const root = new URL(rootUrl);
  const isSameMachine =
    url.hostname === root.hostname || (isLoopback(url.hostname) && isLoopback(root.hostname));
  if (!isSameMachine || portOf(url) !== portOf(root)) return undefined;
  const prefix = root.pathname.replace(/\/$/, '');
  // What stands beside us at the same origin is not ours, though it may have our example's name.
  return url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : undefined;
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}
