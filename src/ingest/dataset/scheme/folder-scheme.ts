/**
 * The folder scheme, by which a whole database lies in files whose names say what they are, and the dump of an existing
 * API, which has nearly the same names. Fed path by path; holds counts and the names of lists, never those of entries.
 * docs/reference/folder-scheme.md describes it for people.
 */
import { limits } from '../../../base/index.ts';
import type { AttachmentSelection, EntrySelection, FileSelection } from '../dataset-plan.ts';
import { nameUncompressed } from '../maker/compile-selection.ts';

export interface SchemeFinding {
  /** `the folder scheme` or `a dump of the responses of an API`. */
  readonly origin: string;
  readonly name: string;
  readonly selections: readonly EntrySelection[];
  readonly attachments: readonly AttachmentSelection[];
  readonly remarks: readonly string[];
}

const typeName = 'structures|references|files|calculations|_[a-z0-9]+_[a-z0-9_]+';
const jsonEnding = String.raw`\.(?:jsonl|jsonlines|ndjson|json)`;
/** `structures.jsonl`. */
const listFile = new RegExp(`^(${typeName})${jsonEnding}$`);
/** Responses of one page each: `structures?page_offset=20.json`, `structures-2.json`, or as `wget` has them. */
const pageFile = new RegExp(`^(${typeName})(?:[?@&-](?:[^/]*${jsonEnding}|[^/.]*))?$`);
const numberedPage = new RegExp(`^(structures|references)_[^/]*${jsonEnding}$`);
/** `info/structures.json`. */
const infoFile = new RegExp(`^info/(${typeName})(?:${jsonEnding})?$`);
const baseInfoFile = /^info(?:\.json)?$/;
const linksFile = /^(?:links|versions)(?:\.json|\.csv)?$/;
const tableFile = /^[^/]+\.(?:csv|tsv)$/;
const attachmentFile = /^(?:archive|files)\//;
const versionFolder = /^v\d+(?:\.\d+){0,2}\//;
const entryFile = new RegExp(`^(${typeName})/`);
/** What tells that a file of a type's folder is an entry, as a pattern of names. */
const entryEnding = /(\.(?:json|jsonl|m?cif|xyz|extxyz|vasp|poscar|bib))$/i;
const vaspName = /\/(POSCAR|CONTCAR)[^/.]*$/;
/** Files about the data, which nobody misses among them. */
const descriptionFile = /^(?:readme|licen[cs]e|changelog|copying)\b|^(?:respawn|optimade)\.ya?ml$/i;

/** Folder of the scheme. */
export const archiveFolder = 'archive/';

/** What was found of one entry type. */
class TypeFiles {
  readonly infos: string[] = [];
  readonly lists: string[] = [];
  /** Patterns of the files that are one entry each. */
  readonly entries = new Set<string>();

  get count(): number {
    return this.infos.length + this.lists.length + this.entries.size;
  }

  get hasJson(): boolean {
    return this.lists.length > 0 || [...this.entries].some((pattern) => /\.jsonl?\b/i.test(pattern));
  }
}

export class FolderScheme {
  readonly #types = new Map<string, TypeFiles>();
  readonly #tables: string[] = [];
  readonly #attached = new Set<string>();
  /** Whether below `archive/` there is anything but JSON. */
  #hasOtherArchives = false;
  #baseInfo: string | undefined;
  /** `v1/` where the entries lie below it, `''` where they do not, undefined before the first of them. */
  #version: string | undefined;
  #hasPages = false;
  #others = 0;
  #otherExample = '';

  add(path: string): void {
    if (this.#take(path) || descriptionFile.test(path)) return;
    this.#others += 1;
    if (this.#others === 1) this.#otherExample = path;
  }

  /**
   * What the scheme makes of all that was added; undefined where the names say too little: a folder `structures` of
   * CIF files and nothing else, for one, is read by content, as any other folder is.
   */
  finding(): SchemeFinding | undefined {
    const types = [...this.#types].filter(([, { lists, entries }]) => lists.length + entries.size > 0);
    const isClear = this.#attached.size > 0 || types.some(([, { hasJson }]) => hasJson);
    if (types.length === 0 || !isClear) return undefined;
    const isDump = this.#hasPages || (this.#version ?? '') !== '' || this.#hasInfo;
    const origin = isDump ? 'a dump of the responses of an API' : 'the folder scheme';
    return {
      origin,
      name: `${types.map(([type]) => type).join(', ')} in ${origin}`,
      selections: this.#selections(types),
      attachments: this.attachments,
      remarks: this.#remarks(),
    };
  }

  /** Archives and raw files, which may be there without any entries. */
  get attachments(): AttachmentSelection[] {
    return [...this.#attached].map((folder) => ({
      collection: folder === 'files/' ? 'file' : 'archive',
      folder,
    }));
  }

  /** Whether there are archives, and nothing else in their folder. */
  get hasArchives(): boolean {
    return this.#attached.has(archiveFolder) && !this.#hasOtherArchives;
  }

  #take(path: string): boolean {
    const version = versionFolder.exec(path)?.[0] ?? '';
    const rest = path.slice(version.length);
    const bare = nameUncompressed(rest) ?? rest;
    if (linksFile.test(bare)) return true;
    const [folder] = attachmentFile.exec(path) ?? [];
    if (folder === archiveFolder && !/\.json$/i.test(bare)) this.#hasOtherArchives = true;
    if (folder !== undefined) return this.#attached.add(folder).size > 0;
    if (version === '' && tableFile.test(bare)) {
      return this.#tables.length < limits.schemeListsMax && this.#tables.push(path) > 0;
    }
    if (this.#takeInfo(path, bare)) return true;
    // Of several versions of one API one is enough.
    if (version !== (this.#version ?? version)) return false;
    const isTaken = this.#takeList(path, bare, version) || this.#takeEntry(bare, rest.slice(bare.length));
    if (isTaken) this.#version = version;
    return isTaken;
  }

  #takeInfo(path: string, bare: string): boolean {
    const type = infoFile.exec(bare)?.[1];
    if (type !== undefined) return this.#takeAs(type, ({ infos }) => infos.push(path));
    if (!baseInfoFile.test(bare)) return false;
    this.#baseInfo = path;
    return true;
  }

  #takeList(path: string, bare: string, version: string): boolean {
    const list = listFile.exec(bare)?.[1];
    // A file `structures` without an ending is a page only where all else looks like a dump.
    const page = version === '' && !/\W/.test(bare) ? undefined : pageFile.exec(bare)?.[1];
    const type = list ?? page ?? numberedPage.exec(bare)?.[1];
    if (type === undefined) return false;
    if (list === undefined) this.#hasPages = true;
    return this.#takeAs(type, ({ lists }) => lists.push(path));
  }

  #takeEntry(bare: string, packing: string): boolean {
    const type = entryFile.exec(bare)?.[1];
    const ending = entryEnding.exec(bare)?.[1];
    const name = ending === undefined ? vaspName.exec(bare)?.[1] : `*${ending}${packing}`;
    if (type === undefined || name === undefined) return false;
    return this.#takeAs(type, ({ entries }) => entries.add(ending === undefined ? `${name}*` : name));
  }

  #takeAs(type: string, take: (files: TypeFiles) => unknown): boolean {
    const files = this.#types.get(type) ?? new TypeFiles();
    if (files.count >= limits.schemeListsMax) return false;
    if (files.count === 0 && this.#types.size >= limits.entryTypesMax) return false;
    this.#types.set(type, files);
    take(files);
    return true;
  }

  get #hasInfo(): boolean {
    return this.#baseInfo !== undefined || [...this.#types.values()].some(({ infos }) => infos.length > 0);
  }

  /** Info comes first, so that definitions are known before the entries that follow them. */
  #selections(types: readonly (readonly [string, TypeFiles])[]): EntrySelection[] {
    const baseInfo = this.#baseInfo === undefined ? [] : [jsonFile(this.#baseInfo)];
    return types.map(([type, { infos, lists, entries }], index) => {
      const folder = `${this.#version ?? ''}${type}/`;
      const matches = [...entries].toSorted().map((pattern) => `${folder}**/${pattern}`);
      const files: FileSelection[] = [
        ...(index === 0 ? baseInfo : []),
        ...infos.map(jsonFile),
        ...lists.toSorted(inNaturalOrder).map((file) => ({ file })),
        ...(matches.length === 0 ? [] : [{ file: '', matches, idFolder: folder }]),
      ];
      const tables = this.#tablesOf(type).map((file): FileSelection => ({ file, format: 'table' }));
      return { entryType: type, files, tables, properties: [], undeclared: 'served' };
    });
  }

  /** A table of the name of a type is of that; any other is of the structures. */
  #tablesOf(type: string): string[] {
    return this.#tables.filter((path) => {
      const name = path.replace(/\..*$/, '');
      return this.#types.has(name) ? name === type : type === 'structures';
    });
  }

  #remarks(): string[] {
    if (this.#others === 0) return [];
    const files = this.#others === 1 ? '1 file has' : `${this.#others} files have`;
    return [`${files} no place in the folder scheme and stay out, such as ${this.#otherExample}`];
  }
}

function jsonFile(file: string): FileSelection {
  return { file, format: 'optimade' };
}

function inNaturalOrder(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
