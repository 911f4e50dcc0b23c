/**
 * What an endpoint is given: the database, what its documents have in common, and what the request says.
 * Documents that are the same for every request are kept beside the database, so that they are made once.
 */
import { LRUCache } from 'lru-cache';
import { limits } from '../base/index.ts';
import type { ServiceSettings } from '../config/index.ts';
import type { ServedDatabase } from '../registry/index.ts';
import type { DatabaseContext, RequestEcho } from '../response/index.ts';
import { createDatabaseContext } from '../response/index.ts';
import type { DatabaseDescription } from '../standard/index.ts';
import type { DatabasePlace } from './place.ts';
import type { Route } from './route.ts';
import { versionedUrl } from './route.ts';

/** Static parts of answers by name, made when first asked for. */
class StaticParts {
  readonly #parts = new Map<string, unknown>();

  get<Part>(name: string, make: () => Part): Part {
    if (!this.#parts.has(name)) this.#parts.set(name, make());
    return this.#parts.get(name) as Part;
  }
}

interface PublicDatabase {
  readonly context: DatabaseContext;
  readonly staticParts: StaticParts;
}

export interface RequestScope extends PublicDatabase {
  readonly database: ServedDatabase;
  readonly settings: ServiceSettings;
  readonly echo: RequestEcho;
}

/** Remembers the static parts of databases as long as their descriptions live. */
export class ScopeCache {
  readonly #settings: ServiceSettings;
  readonly #byDescription = new WeakMap<DatabaseDescription, LRUCache<string, PublicDatabase>>();

  constructor(settings: ServiceSettings) {
    this.#settings = settings;
  }

  /** The static side of a database as it is seen at a public URL in a version. */
  publicDatabase(
    database: ServedDatabase,
    { rootUrl, baseUrl }: DatabasePlace,
    route: Route,
  ): PublicDatabase {
    const { id, description } = database;
    let byUrl = this.#byDescription.get(description);
    if (byUrl === undefined) {
      byUrl = new LRUCache({ max: limits.publicUrlsMax });
      this.#byDescription.set(description, byUrl);
    }
    const versionedBaseUrl = versionedUrl(baseUrl, route);
    const key = `${versionedBaseUrl} ${route.versionSegment}`;
    let found = byUrl.get(key);
    if (found === undefined) {
      const context = createDatabaseContext({
        databaseId: id,
        description,
        service: this.#settings,
        version: route.version,
        baseUrl,
        versionedBaseUrl,
        indexUrl: baseUrl === rootUrl ? undefined : `${rootUrl}/index`,
      });
      found = { context, staticParts: new StaticParts() };
      byUrl.set(key, found);
    }
    return found;
  }
}
