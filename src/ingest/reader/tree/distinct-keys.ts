/** Keys of one map, each once: what a file names twice against its own rules is kept under a name with a number. */
export class DistinctKeys {
  /** By key the number that was last put behind it. */
  readonly #taken = new Map<string, number>();

  take(name: string): string {
    let key = name;
    let number = this.#taken.get(name) ?? 0;
    while (this.#taken.has(key)) {
      number += 1;
      key = `${name}#${number + 1}`;
    }
    this.#taken.set(name, number);
    if (key !== name) this.#taken.set(key, 0);
    return key;
  }
}
