import { hash } from 'node:crypto';

/**
 * Remembers a number for each of many paths, in some 30 bytes each: what is kept is the beginning of a digest, so that
 * the memory does not grow with the length of paths. Among five million paths two are mistaken for one another once in
 * three hundred times; whoever makes that happen on purpose hides a file of their own.
 */
export class PathIndex {
  #keys = new Float64Array(1024);
  #values = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number that was given with the path first: this one, where the path is new. */
  add(path: string, value: number): number {
    if (this.#size * 2 >= this.#keys.length) this.#grow();
    const key = keyOf(path);
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === key) return this.#values[slot]!;
    this.#keys[slot] = key;
    this.#values[slot] = value;
    this.#size += 1;
    return value;
  }

  get(path: string): number | undefined {
    const key = keyOf(path);
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? this.#values[slot] : undefined;
  }

  /** Where the key is, or where it would be. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (key % 0x1_0000_0000) & mask;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Float64Array(keys.length * 2);
    this.#values = new Float64Array(keys.length * 2);
    for (let from = 0; from < keys.length; from += 1) {
      const key = keys[from]!;
      if (key === 0) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#values[slot] = values[from]!;
    }
  }
}

/** 1 to 2^52. */
function keyOf(path: string): number {
  return Number.parseInt(hash('sha1', path, 'hex').slice(0, 13), 16) + 1;
}
