/**
 * Memory for the blocks of all files that are open. One bound holds for them together: a block makes room by giving up
 * those that were asked for least recently, of whatever file. Knows nothing of what a block means.
 */

export interface BlockCache {
  /** Bytes of the blocks that are kept now. */
  readonly bytes: number;
  readonly bytesMax: number;
  /** The part of a file that is opened. */
  attach(): FileBlocks;
}

/** The kept blocks of one open file, by numbers that mean something to this file alone. */
export interface FileBlocks {
  get(key: number): Block | undefined;
  /** Keeps a block, unless it is larger than all the room there is. */
  set(key: number, block: Block): void;
  /** Gives all of them up; from then on none is kept. */
  release(): void;
}

export interface Block {
  readonly byteLength: number;
}

/** A cache for any number of files. Units: bytes. */
export function createBlockCache(bytesMax: number): BlockCache {
  return new LinkedBlockCache(bytesMax);
}

/** What a kept block takes besides its bytes: its keys, its links and the objects around it. */
const overheadBytes = 256;

/** A kept block in the ring of all, which goes from the one asked for last to the one asked for least recently. */
interface Kept {
  readonly owner: Map<number, Kept>;
  readonly key: number;
  readonly block: Block;
  newer: Kept;
  older: Kept;
}

/**
 * Our own list instead of a library's cache: keys of two parts, file and number, would have to be made anew for each
 * look, which is what queries do most; and a file that is closed finds its blocks without asking for those of others.
 */
class LinkedBlockCache implements BlockCache {
  readonly bytesMax: number;
  #bytes = 0;
  /** Where the ring begins and ends. */
  readonly #ends = emptyRing();

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  attach(): FileBlocks {
    const kept = new Map<number, Kept>();
    let open = true;
    return {
      get: (key) => {
        const found = kept.get(key);
        if (found === undefined) return undefined;
        if (found !== this.#ends.older) {
          unlink(found);
          this.#linkNewest(found);
        }
        return found.block;
      },
      set: (key, block) => {
        // A query that was under way when its file was closed must leave nothing behind.
        if (open) this.#keep(kept, key, block);
      },
      release: () => {
        open = false;
        for (const each of kept.values()) this.#giveUp(each);
      },
    };
  }

  #keep(owner: Map<number, Kept>, key: number, block: Block): void {
    const bytes = bytesOf(block);
    if (bytes > this.bytesMax) return;
    const before = owner.get(key);
    if (before !== undefined) this.#giveUp(before);
    while (this.#bytes + bytes > this.bytesMax) this.#giveUp(this.#ends.newer);
    const kept: Kept = { owner, key, block, newer: this.#ends, older: this.#ends };
    owner.set(key, kept);
    this.#linkNewest(kept);
    this.#bytes += bytes;
  }

  #giveUp(kept: Kept): void {
    unlink(kept);
    kept.owner.delete(kept.key);
    this.#bytes -= bytesOf(kept.block);
  }

  #linkNewest(kept: Kept): void {
    kept.newer = this.#ends;
    kept.older = this.#ends.older;
    kept.older.newer = kept;
    this.#ends.older = kept;
  }
}

function bytesOf({ byteLength }: Block): number {
  return byteLength + overheadBytes;
}

function unlink({ newer, older }: Kept): void {
  newer.older = older;
  older.newer = newer;
}

function emptyRing(): Kept {
  const ends = { owner: new Map(), key: -1, block: { byteLength: 0 } } as unknown as Kept;
  ends.newer = ends;
  ends.older = ends;
  return ends;
}
