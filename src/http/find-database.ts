import { suggest } from '../base/index.ts';
import type { ServiceSettings } from '../config/index.ts';
import type { DatabaseDirectory, ServedDatabase } from '../registry/index.ts';
import type { AppRequest } from './app-request.ts';
import { endpointUnknown } from './endpoint-unknown.ts';
import { publicUrl } from './public-url.ts';
import { decodeSegment } from './request-target.ts';
import { pathSegments, withoutEmpty } from './route.ts';

/** Where a path leads: to the list of databases, or into one of them. */
export type Place =
  | { readonly kind: 'home'; readonly url: string }
  | {
      readonly kind: 'database';
      readonly database: ServedDatabase;
      readonly baseUrl: string;
      /** Percent-encoded segments below the base URL. */
      readonly segments: readonly string[];
    };

const hintedDatabasesMax = 10;

/**
 * Finds the database that a path leads into: by its first segment, or the one that is served at the root. No
 * database is served below another, so a root database is alone.
 *
 * Errors: endpoint-unknown, header-invalid, url-malformed.
 */
export async function findDatabase(
  request: AppRequest,
  directory: DatabaseDirectory,
  settings: ServiceSettings,
): Promise<Place> {
  const url = publicUrl(request, settings);
  const segments = withoutEmpty(pathSegments(request.target.path));
  const [first, ...below] = segments;
  const { rootDatabase } = settings;
  if (rootDatabase === undefined && first === undefined) return { kind: 'home', url };
  const id = rootDatabase ?? decodeSegment(first!);
  const database = await directory.open(id);
  if (database === undefined) {
    const ids = (await directory.list()).map((summary) => summary.id);
    const shown = ids.slice(0, hintedDatabasesMax).map((known) => `/${known}`);
    throw endpointUnknown(
      request.target.path,
      ids.length === 0 ? 'No database is served here.' : `Databases are served at ${shown.join(', ')}.`,
      suggest(id, ids),
    );
  }
  return rootDatabase === undefined
    ? { kind: 'database', database, baseUrl: `${url}/${first!}`, segments: below }
    : { kind: 'database', database, baseUrl: url, segments };
}
