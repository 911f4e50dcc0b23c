/**
 * The plain meaning of graph requests, the oracle of the tests: answers a request over archives that lie open in memory,
 * `{upload: {entry: archive}}`. Faults are told by their types only.
 */
import { readArchive } from './naive-archive.ts';
import type { Uploads } from './naive-reference.ts';
import type { Page, Request } from './naive-request.ts';
import { isObject, parseRequest, Refusal } from './naive-request.ts';
import type { Tree } from './naive-tree.ts';
import { merge, treeOf, wrap } from './naive-tree.ts';

export interface NaiveAnswer {
  readonly status: number;
  readonly body: Tree | undefined;
}

export interface RawArchives {
  readonly [uploadId: string]: { readonly [entryId: string]: unknown };
}

export function answerNaively(archives: RawArchives, request: unknown): NaiveAnswer {
  try {
    return { status: 200, body: new Answer(uploadsOf(archives)).make(request) };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: undefined };
    throw error;
  }
}

function uploadsOf(archives: RawArchives): Uploads {
  return new Map(
    Object.entries(archives).map(([uploadId, entries]) => [
      uploadId,
      new Map(Object.entries(entries).map(([entryId, archive]) => [entryId, treeOf(archive)])),
    ]),
  );
}

type Fields = Map<string, Tree>;
type ReadMember = (id: string, request: Request) => Fields;

const foreignTokens = ['datasets', 'dataset', 'users', 'user', 'groups', 'group', 'metainfo'];

class Answer {
  readonly #uploads: Uploads;
  #answer: Tree = new Map();

  constructor(uploads: Uploads) {
    this.#uploads = uploads;
  }

  make(raw: unknown): Tree {
    if (!isObject(raw)) throw new Refusal(422, 'not a map');
    for (const [token, request] of Object.entries(raw)) {
      const list = this.#topLevelList(token);
      this.#add([token], this.#list(parseRequest(request, {}), list.ids, list.read));
    }
    return this.#answer;
  }

  #topLevelList(token: string): { ids: string[]; read: ReadMember } {
    const entryIds = [...this.#uploads.values()].flatMap((entries) => [...entries.keys()]).sort();
    if (token === 'uploads' || token === 'upload') {
      return { ids: [...this.#uploads.keys()].sort(), read: (id, request) => this.#upload(id, request) };
    }
    if (token === 'entries' || token === 'entry') {
      return { ids: entryIds, read: (id, request) => this.#entry(undefined, id, request) };
    }
    if (token === 'search') return { ids: entryIds, read: (id, request) => this.#hit(id, request) };
    throw new Refusal(foreignTokens.includes(token) ? 400 : 422, `no ${token}`);
  }

  #add(path: readonly string[], tree: Tree): void {
    this.#answer = merge(this.#answer, wrap(path, tree));
  }

  /** Members that are asked for by id; all others of the page, for `*` and where the list itself is asked for. */
  #list(request: Request, ids: readonly string[], read: ReadMember): Fields {
    const result: Fields = new Map();
    const wildcard = request.children.find(({ key }) => key === '*');
    const named = request.children.filter(({ key }) => key !== '*');
    if (wildcard !== undefined || (request.isFetched && named.length === 0)) {
      const page = pageOf(ids, request.settings.pagination ?? {});
      if (request.settings.pagination != null) result.set('m_response', wrap(['pagination'], page.report));
      for (const id of page.ids) {
        if (named.some(({ key }) => key === id)) continue;
        result.set(id, wildcard === undefined ? id : read(id, this.#member(wildcard.request, request)));
      }
    }
    for (const { key, request: member } of named) result.set(key, read(key, this.#member(member, request)));
    return result;
  }

  #member(raw: unknown, { settings }: Request): Request {
    const member = parseRequest(raw, settings);
    if (member.settings.pagination != null) throw new Refusal(400, 'pages of a record');
    for (const field of ['depth', 'max_list_size', 'max_dict_size'] as const) {
      if (member.settings[field] != null) throw new Refusal(400, `${field} of a record`);
    }
    return member;
  }

  #upload(uploadId: string, request: Request): Fields {
    const entries = this.#uploads.get(uploadId);
    if (entries === undefined) return faultsOf(['NOTFOUND']);
    const result = fieldsOf(request, new Map([['upload_id', uploadId]]));
    for (const child of request.children) {
      if (child.key !== 'entries') continue;
      const read: ReadMember = (id, member) => this.#entry(uploadId, id, member);
      const list = parseRequest(child.request, request.settings);
      result.set('entries', this.#list(list, [...entries.keys()].sort(), read));
    }
    return result;
  }

  #hit(entryId: string, request: Request): Fields {
    const result = fieldsOf(request, this.#record(this.#uploadOf(entryId)!, entryId));
    for (const child of request.children) {
      if (child.key !== 'entry' && child.key !== 'entries') continue;
      result.set(child.key, this.#entry(undefined, entryId, this.#member(child.request, request)));
    }
    return result;
  }

  #entry(uploadId: string | undefined, entryId: string, request: Request): Fields {
    const home = this.#uploadOf(entryId, uploadId);
    if (home === undefined) return faultsOf([uploadId === undefined ? 'NOACCESS' : 'NOTFOUND']);
    let result = fieldsOf(request, this.#record(home, entryId));
    for (const child of request.children) {
      if (child.key === 'archive') {
        const archive = parseRequest(child.request, request.settings);
        result = merge(result, wrap(['archive'], this.#archive(home, entryId, archive))) as Fields;
      }
      if (child.key === 'upload' || child.key === 'uploads') {
        const upload = this.#upload(home, this.#member(child.request, request));
        result = merge(result, wrap([child.key], upload)) as Fields;
      }
    }
    return result;
  }

  #archive(uploadId: string, entryId: string, request: Request): Tree {
    checkArchiveRequest(request);
    const faults = new Set<string>();
    const reading = { uploads: this.#uploads, faults, addToAnswer: (tree: Tree) => this.#add([], tree) };
    const root = this.#uploads.get(uploadId)!.get(entryId)!;
    return merge(readArchive(root, request, uploadId, entryId, reading) ?? new Map(), faultsOf([...faults]));
  }

  #uploadOf(entryId: string, uploadId?: string): string | undefined {
    const ids = uploadId === undefined ? [...this.#uploads.keys()] : [uploadId];
    return ids.find((id) => this.#uploads.get(id)!.has(entryId));
  }

  #record(uploadId: string, entryId: string): Fields {
    return new Map([
      ['entry_id', entryId],
      ['upload_id', uploadId],
    ]);
  }
}

/** Settings are looked at before anything is read, also those of nodes that lead nowhere. */
function checkArchiveRequest({ settings, children }: Request): void {
  if (settings.query != null) throw new Refusal(400, 'query in an archive');
  for (const [name, value] of Object.entries(settings.pagination ?? {})) {
    const least = name === 'page_containing' ? Number.NEGATIVE_INFINITY : 1;
    if (!['page_size', 'page', 'page_containing'].includes(name) || !(Number(value) >= least)) {
      throw new Refusal(400, `${name} in an archive`);
    }
  }
  for (const { request } of children) checkArchiveRequest(parseRequest(request, settings));
}

/** Fields of a record that are asked for by name or by pattern. */
function fieldsOf(request: Request, record: Fields): Fields {
  const { include, exclude } = request.settings;
  const isMatch = (key: string) => (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(key);
  const isWanted = (key: string) =>
    request.children.some((child) => child.key === key) ||
    (request.isFetched && (include?.some(isMatch(key)) ?? !(exclude ?? []).some(isMatch(key))));
  return new Map([...record].filter(([key]) => isWanted(key)));
}

function faultsOf(types: readonly string[]): Fields {
  if (types.length === 0) return new Map();
  return new Map([['m_errors', types.map((type) => new Map([['error_type', type]]))]]);
}

function pageOf(ids: readonly string[], page: Page): { ids: readonly string[]; report: Fields } {
  const size = page.page_size ?? 10;
  const after = page.page_after_value === undefined ? -1 : ids.indexOf(page.page_after_value);
  const start = page.page === undefined ? (page.page_offset ?? after + 1) : (page.page - 1) * size;
  const shown = ids.slice(start, start + size);
  const report: Fields = new Map<string, Tree>([
    ['page_size', size],
    ['order_by', null],
    ['order', page.order ?? 'asc'],
    ['page_after_value', page.page_after_value ?? null],
    ['page', page.page ?? null],
    ['page_offset', page.page_offset ?? null],
    ['total', ids.length],
    ['next_page_after_value', shown.at(-1) ?? null],
    ['page_url', null],
    ['next_page_url', null],
    ['prev_page_url', null],
    ['first_page_url', null],
  ]);
  return { ids: shown, report };
}
