import type { ArchiveNode } from '../../backend/index.ts';
import { limits } from '../../base/index.ts';
import type { ArchivePlace, EntryLookup, EntryPlace } from '../evaluation.ts';
import type { ReferenceTarget } from '../reference/parse-reference.ts';
import { parseReference } from '../reference/parse-reference.ts';
import { normalizedReference } from '../reference/reference-text.ts';
import type { Step } from '../result/selection.ts';
import { findNode } from './spot.ts';

/** Where a reference leads. */
export interface FoundTarget {
  readonly place: ArchivePlace;
  readonly node: ArchiveNode;
  readonly path: readonly Step[];
  readonly normalized: string;
}

/** Length of references that are looked up only once. Longer ones would take much memory, and are few. */
const keptTextLengthMax = 200;

/** Finds what references lead to; a string is a sentence that tells why nothing is there. */
export class ReferenceTargets {
  readonly #lookup: EntryLookup;
  /** By the ids of the entry that holds the reference, and its text. */
  readonly #found = new Map<string, FoundTarget | string>();
  /** By ids of upload and entry. */
  readonly #archives = new Map<string, ArchivePlace | string>();

  constructor(lookup: EntryLookup) {
    this.#lookup = lookup;
  }

  async find(text: string, holder: ArchivePlace): Promise<FoundTarget | string> {
    const name = JSON.stringify([holder.database.id, holder.entryId, text]);
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const found = await this.#lookUp(text, holder);
    const isKept = text.length <= keptTextLengthMax && this.#found.size < limits.graphTargetsMax;
    if (isKept) this.#found.set(name, found);
    return found;
  }

  async #lookUp(text: string, holder: ArchivePlace): Promise<FoundTarget | string> {
    const target = parse(text, holder);
    if (typeof target === 'string') return target;
    const entry = await this.#entryOf(target, holder);
    if (typeof entry === 'string') return entry;
    const place = this.#open(entry);
    if (typeof place === 'string') return place;
    const found = findNode(place.root, target.path);
    if (found === undefined) return `Archive ${place.entryId} does not contain ${text}.`;
    return { place, ...found, normalized: normalizedReference(place.database.id, place.entryId, found.path) };
  }

  /** The normalized text, made without a look at the archive that it leads to. */
  async normalize(text: string, holder: ArchivePlace): Promise<{ isFound: boolean; text: string }> {
    const target = parse(text, holder);
    if (typeof target === 'string') return { isFound: false, text: target };
    const { uploadId, path } = target;
    if (target.kind === 'entry') {
      return { isFound: true, text: normalizedReference(uploadId, target.entryId, path) };
    }
    const entry = await this.#entryOf(target, holder);
    if (typeof entry === 'string') return { isFound: false, text: entry };
    return { isFound: true, text: normalizedReference(entry.database.id, entry.entryId, path) };
  }

  async #entryOf(target: ReferenceTarget, holder: ArchivePlace): Promise<EntryPlace | string> {
    const { uploadId } = target;
    if (target.kind === 'main-file') return this.#lookup.byMainFile(uploadId, target.mainFile);
    const isOwn = uploadId === holder.database.id && target.entryId === holder.entryId;
    return isOwn ? holder : this.#lookup.inUpload(uploadId, target.entryId);
  }

  #open(entry: EntryPlace): ArchivePlace | string {
    const { database, entryId } = entry;
    const name = JSON.stringify([database.id, entryId]);
    let place = this.#archives.get(name);
    if (place === undefined) {
      const root = database.archives.open(entry.entry);
      place = root ? { ...entry, root } : `Archive ${entryId} does not exist in upload ${database.id}.`;
      this.#archives.set(name, place);
    }
    return place;
  }
}

function parse(text: string, { database, entryId }: ArchivePlace): ReferenceTarget | string {
  const target = parseReference(text, { uploadId: database.id, entryId });
  return target.kind === 'entry' || target.kind === 'main-file' ? target : target.message;
}
