/**
 * A value within an archive, read no further than asked for. Everything here is synchronous: the bytes come from blocks
 * of the database file. Whoever walks far pauses by itself.
 */

/**
 * What a value is, told by its shape: `sections` is a list that is not empty and whose items are all maps; any other
 * list, the empty one too, is a `list`.
 */
export type NodeKind = 'map' | 'sections' | 'list' | 'string' | 'number' | 'boolean' | 'null';

export interface ArchiveNode {
  readonly kind: NodeKind;
  /** Number of keys or items; 0 for what is no container. */
  readonly length: number;
  /** Length of its JSON text, blanks within it included. */
  readonly sizeBytes: number;
  /** False where nothing below, nor the node itself, stands in the place of a reference. */
  readonly mayHoldReferences: boolean;
  /** The value of a key of a map; of equal keys, which no sane file has, the last. Undefined where there is none. */
  child(key: string): ArchiveNode | undefined;
  /** The item at a position from 0; undefined beyond the end and where this is no list. */
  item(position: number): ArchiveNode | undefined;
  /** Keys and values of a map in their order; empty for all else. */
  children(): Generator<ArchiveChild>;
  /** Items of a list from `start` up to `end`, each found from the one before; empty for all else. */
  items(start?: number, end?: number): Generator<ArchiveNode>;
  /** The JSON text or a stretch of it, as it was stored, in pieces of at most 64 KiB that are not kept in the cache. */
  read(start?: number, end?: number): Generator<Uint8Array>;
  /** The text that a string means. To be called for strings only. */
  text(): string;
}

export interface ArchiveChild {
  readonly key: string;
  /** The key as it stands in the archive, with its quotes. */
  readonly keyJson: Uint8Array;
  readonly node: ArchiveNode;
}
