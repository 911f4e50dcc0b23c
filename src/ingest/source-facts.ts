import type { JsonObject } from '../base/index.ts';
import { isJsonObject, limits } from '../base/index.ts';
import { prefixOf } from '../standard/index.ts';
import type { RawEntry, SourceRecord } from './reader/source-record.ts';

/** What a source says of one entry type. */
export interface EntryTypeFact {
  /** Undefined where the source does not say which type is meant. */
  readonly entryType: string | undefined;
  readonly info: JsonObject;
  readonly line: number | undefined;
  readonly file?: string | undefined;
}

/**
 * What a source says of itself, and what its entries show of its names. Only collects; `Knowledge` decides.
 */
export class SourceFacts {
  /** The first meta that names a provider or a database comes first. */
  readonly metas: JsonObject[] = [];
  readonly entryTypes: EntryTypeFact[] = [];
  /** Types that entries and infos name. */
  readonly types = new Set<string>();
  /** Prefixes of custom properties and entry types. */
  readonly prefixes = new Set<string>();
  apiVersion: string | undefined;
  #stage: 'head' | 'rest' | 'complete' = 'head';
  readonly #assumedPrefix: string | undefined;

  /** @param assumedPrefix put before names by the reader of the source: to meet it tells nothing */
  constructor(assumedPrefix?: string) {
    this.#assumedPrefix = assumedPrefix;
  }

  /** Whether the source was read to its end. */
  get isComplete(): boolean {
    return this.#stage === 'complete';
  }

  /**
   * From here on entries and names are no longer looked at: what they show is decided from the head alone.
   */
  endHead(): void {
    this.#stage = 'rest';
  }

  complete(): void {
    this.#stage = 'complete';
  }

  add(record: SourceRecord): void {
    switch (record.kind) {
      case 'header':
        this.apiVersion ??= record.apiVersion;
        return;
      case 'meta':
        if (this.metas.length < limits.sourceFactsMax) this.metas.push(record.meta);
        return;
      case 'entry-info':
        if (this.entryTypes.length >= limits.sourceFactsMax) return;
        this.entryTypes.push(record);
        if (record.entryType !== undefined) this.#addType(record.entryType);
        this.#addNames(record.info.properties);
        return;
      case 'entry':
        this.#addEntry(record);
    }
  }

  #addEntry({ type, attributes }: RawEntry): void {
    if (type !== undefined) this.#addType(type);
    this.#addNames(attributes);
  }

  #addType(type: string): void {
    if (this.#stage !== 'head' || this.types.size >= limits.entryTypesMax) return;
    this.types.add(type);
    this.#addPrefix(type);
  }

  #addNames(named: unknown): void {
    if (this.#stage === 'head' && isJsonObject(named))
      for (const name of Object.keys(named)) this.#addPrefix(name);
  }

  #addPrefix(name: string): void {
    const prefix = prefixOf(name);
    if (prefix === this.#assumedPrefix) return;
    if (prefix !== undefined && this.prefixes.size < limits.entryTypesMax) this.prefixes.add(prefix);
  }
}
