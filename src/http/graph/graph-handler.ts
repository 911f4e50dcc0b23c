/**
 * Graph requests: read, let in a few at a time, looked up among the tags that the client knows, evaluated, and sent while
 * they are written. The databases that one asks stay open until its answer was sent or its client left.
 */
import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { ServiceSettings } from '../../config/index.ts';
import type { EntryPlace } from '../../graph/index.ts';
import { canonicalRequest, parseGraphRequest, queryGraph } from '../../graph/index.ts';
import type { DatabaseDirectory } from '../../registry/index.ts';
import type { Outcome } from '../answer.ts';
import type { AppRequest } from '../app-request.ts';
import { versionedDatabaseUrl } from '../database-url.ts';
import { entityTag } from '../entity-tag.ts';
import type { Progress } from '../progress.ts';
import { keepAliveOptions } from '../request-wishes.ts';
import { respond, respondNotModified } from '../respond.ts';
import { StreamedBody } from '../streamed-body.ts';
import { answerBody } from './answer-body.ts';
import { archiveUrl } from './archive-url.ts';
import { DatabaseLeases } from './database-leases.ts';
import type { DirectorySnapshot } from './directory-snapshot.ts';
import { DirectoryWatch } from './directory-snapshot.ts';
import { DirectoryWorld } from './directory-world.ts';
import type { GraphWishes } from './graph-wishes.ts';
import { readGraphWishes } from './graph-wishes.ts';
import { Turns } from './turns.ts';

/** Where a graph request was sent. */
export interface GraphPlace {
  readonly rootUrl: string;
  /** The database that is asked; undefined for all. */
  readonly onlyDatabase: string | undefined;
}

/** A graph request whose turn it is. */
interface GraphTask extends GraphPlace {
  readonly request: AppRequest;
  readonly value: JsonValue;
  readonly wishes: GraphWishes;
  readonly snapshot: DirectorySnapshot;
}

export class GraphHandler {
  readonly #directory: DatabaseDirectory;
  readonly #settings: ServiceSettings;
  readonly #settingsTag: string;
  readonly #watch: DirectoryWatch;
  readonly #turns = new Turns({
    workingMax: limits.graphRequestsMax,
    waitingMax: limits.graphRequestsWaitingMax,
  });

  constructor(directory: DatabaseDirectory, settings: ServiceSettings) {
    this.#directory = directory;
    this.#settings = settings;
    this.#settingsTag = entityTag([JSON.stringify(settings)]);
    this.#watch = new DirectoryWatch(directory);
  }

  /**
   * Errors: those of reading and parsing the request, of filters within it, graph-strict, graph-requests-full;
   * `RegistryError` where a file is damaged.
   * Limits: `graphRequestsMax`, `graphRequestsWaitingMax`.
   */
  async answer(request: AppRequest, place: GraphPlace, progress: Progress): Promise<Outcome> {
    progress.isWatched = true;
    const wishes = await readGraphWishes(request);
    return this.#turns.run(() => {
      const snapshot = this.#watch.snapshot();
      return this.#evaluate({ ...place, request, value: wishes.parse(), wishes, snapshot });
    }, request.signal);
  }

  async #evaluate(task: GraphTask): Promise<Outcome> {
    const { request, value, wishes, snapshot, rootUrl, onlyDatabase } = task;
    const parsed = parseGraphRequest(value, { strict: wishes.isStrict });
    const tag = this.#tagOf(task);
    const known = respondNotModified(request, tag);
    if (known !== undefined) return { response: known };
    const leases = new DatabaseLeases(this.#directory, keepAliveOptions(request));
    try {
      const world = new DirectoryWorld({ snapshot, leases, settings: this.#settings, rootUrl, onlyDatabase });
      const { body: pieces } = await queryGraph(parsed, world, {
        isStrict: wishes.isStrict,
        ...(wishes.wantsLinks ? { linkTo: this.#linkTo(rootUrl) } : {}),
        ...(onlyDatabase === undefined ? {} : { onlyDatabase }),
        now: () => performance.now(),
        signal: request.signal,
      });
      const body = answerBody(pieces);
      if (body instanceof StreamedBody)
        body.ended.then(
          () => leases.release(),
          (error) => leases.fail(error),
        );
      else leases.release();
      const answer = { status: 200, mediaType: 'application/json', body };
      return { response: await respond(answer, request, world.isWhole ? tag : undefined) };
    } catch (error) {
      throw await leases.fail(error);
    }
  }

  #linkTo(rootUrl: string) {
    return ({ database, entryId }: EntryPlace, path: readonly (string | number)[]) =>
      archiveUrl(versionedDatabaseUrl(rootUrl, database.id, this.#settings), entryId, path);
  }

  /** Names everything that an answer depends on: references may lead into any database. */
  #tagOf({ value, wishes, snapshot, rootUrl, onlyDatabase }: GraphTask): string {
    return entityTag([
      this.#settingsTag,
      snapshot.tag,
      rootUrl,
      onlyDatabase ?? '',
      `${wishes.isStrict} ${wishes.wantsLinks}`,
      canonicalRequest(value),
    ]);
  }
}
