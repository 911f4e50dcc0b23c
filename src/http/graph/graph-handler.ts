/**
 * Graph requests: read, let in a few at a time, looked up among the tags that the client knows, evaluated, and sent while
 * they are written. The databases that one asks stay open until its answer was sent or its client left.
 */
import type { JsonValue } from '../../base/index.ts';
import { invariant, limits } from '../../base/index.ts';
import type { ServiceSettings } from '../../config/index.ts';
import type {
  ArchivePathRequest,
  ArchivePlace,
  EntryPlace,
  GraphAnswer,
  GraphOptions,
  GraphWorld,
} from '../../graph/index.ts';
import { canonicalRequest, parseGraphRequest, queryGraph, readArchiveValue } from '../../graph/index.ts';
import type { DatabaseDirectory } from '../../registry/index.ts';
import type { Answer, AnyBody, Outcome } from '../answer.ts';
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
import type { Keep } from './turns.ts';
import { Turns } from './turns.ts';

/** Where a graph request was sent. */
export interface GraphPlace {
  readonly rootUrl: string;
  /** The database that is asked; undefined for all. */
  readonly onlyDatabase: string | undefined;
}

/** Whether so much is held in memory that nobody else should hold as much meanwhile. */
function isHeld(bytes: number): boolean {
  return bytes > limits.graphHeldLightlyBytesMax;
}

/** Resolves when a body was taken, or when its client has had its time for that. */
function takenOrLate({ ended }: StreamedBody): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limits.graphTurnKeptSeconds * 1000).unref();
  return Promise.race([ended, promise]).finally(() => clearTimeout(timer));
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
    const weight = isHeld(wishes.memoryBytes) ? limits.graphRequestsMax : 1;
    return this.#turns.run((keep) => this.#evaluate(request, place, wishes, keep), request.signal, weight);
  }

  /** Stays as long as all databases do. */
  get stateTag(): string {
    return this.#watch.snapshot().tag;
  }

  /** What a graph request answers at one place that is there, alone. Errors: graph-strict, graph-requests-full. */
  async readArchive(
    { header, signal }: Pick<AppRequest, 'header' | 'signal'>,
    rootUrl: string,
    place: ArchivePlace,
    asked: ArchivePathRequest,
  ): Promise<Answer<AnyBody>> {
    const allDatabases = { rootUrl, onlyDatabase: undefined };
    const options = this.#optionsOf(allDatabases, asked, signal);
    const { body } = await this.#turns.run(
      (keep) =>
        this.#withDatabases({ header, keep }, this.#watch.snapshot(), allDatabases, async (world) => {
          const answer = await readArchiveValue(place, asked, world, options);
          invariant(answer !== undefined, 'what was found once is there');
          return answer;
        }),
      signal,
    );
    return { status: 200, mediaType: 'application/json', body };
  }

  async #evaluate(request: AppRequest, place: GraphPlace, wishes: GraphWishes, keep: Keep): Promise<Outcome> {
    const value = wishes.parse();
    const parsed = parseGraphRequest(value, { strict: wishes.isStrict });
    const snapshot = this.#watch.snapshot();
    const tag = this.#tagOf(snapshot, place, wishes, value);
    const known = respondNotModified(request, tag);
    if (known !== undefined) return { response: known };
    const { header } = request;
    const { body, isWhole } = await this.#withDatabases({ header, keep }, snapshot, place, async (world) => {
      const made = await queryGraph(parsed, world, this.#optionsOf(place, wishes, request.signal));
      // The answer is written from what was made of the request.
      return { ...made, heldBytes: made.heldBytes + wishes.memoryBytes };
    });
    const answer = { status: 200, mediaType: 'application/json', body };
    return { response: await respond(answer, request, isWhole ? tag : undefined) };
  }

  /** Lets the body of an answer be made while the databases that it is made of stay open until it was sent. */
  async #withDatabases(
    { header, keep }: Pick<AppRequest, 'header'> & { readonly keep: Keep },
    snapshot: DirectorySnapshot,
    place: GraphPlace,
    evaluate: (world: GraphWorld) => Promise<GraphAnswer>,
  ): Promise<{ readonly body: AnyBody; readonly isWhole: boolean }> {
    const leases = new DatabaseLeases(this.#directory, keepAliveOptions({ header }));
    const world = new DirectoryWorld({ ...place, snapshot, leases, settings: this.#settings });
    try {
      const { body: pieces, heldBytes } = await evaluate(world);
      const body = answerBody(pieces);
      if (!(body instanceof StreamedBody)) leases.release();
      else {
        body.ended.then(
          () => leases.release(),
          (error) => leases.fail(error),
        );
        if (isHeld(heldBytes)) keep(takenOrLate(body));
      }
      return { body, isWhole: world.isWhole };
    } catch (error) {
      throw await leases.fail(error);
    }
  }

  #optionsOf(
    { rootUrl, onlyDatabase }: GraphPlace,
    { isStrict, wantsLinks }: Pick<GraphWishes, 'isStrict' | 'wantsLinks'>,
    signal: AbortSignal,
  ): GraphOptions {
    return {
      isStrict,
      ...(wantsLinks ? { linkTo: this.#linkTo(rootUrl) } : {}),
      ...(onlyDatabase === undefined ? {} : { onlyDatabase }),
      now: () => performance.now(),
      signal,
    };
  }

  /** Each link shows what stands at its place, with links to what lies deeper: archives can be walked in a browser. */
  #linkTo(rootUrl: string) {
    return ({ database, entryId }: EntryPlace, path: readonly (string | number)[]) => {
      const url = archiveUrl(versionedDatabaseUrl(rootUrl, database.id, this.#settings), entryId, path);
      return `${url}?depth=1&links=1`;
    };
  }

  /** Names everything that an answer depends on: references may lead into any database. */
  #tagOf(
    snapshot: DirectorySnapshot,
    { rootUrl, onlyDatabase }: GraphPlace,
    wishes: GraphWishes,
    value: JsonValue,
  ): string {
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
