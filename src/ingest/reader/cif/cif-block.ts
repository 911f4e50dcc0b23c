/** A data block of a CIF: what it says by which tag. Knows nothing of crystals. */

/**
 * Tags are in lower case with underscores for the dots of newer dictionaries: `_atom_site.Label` →
 * `_atom_site_label`.
 */
export type CifTag = string;

/** What stands unquoted as `?` (unknown) or `.` (inapplicable) is undefined. */
export type CifValue = string | undefined;

export interface CifItem {
  readonly value: CifValue;
  readonly line: number;
}

/** Rows of a loop; single items of a block count as a loop of one row. */
export class CifLoop {
  readonly rowCount: number;
  readonly #width: number;
  readonly #places: ReadonlyMap<CifTag, number>;
  readonly #values: readonly CifValue[];
  readonly #lines: readonly number[];

  /** `values` row by row, as many to a row as there are tags, and the line of each. */
  constructor(tags: readonly CifTag[], values: readonly CifValue[], lines: readonly number[]) {
    this.#places = new Map([...tags.entries()].reverse().map(([place, tag]) => [tag, place]));
    this.#values = values;
    this.#lines = lines;
    this.#width = tags.length;
    this.rowCount = values.length / tags.length;
  }

  has(tag: CifTag): boolean {
    return this.#places.has(tag);
  }

  /** Of the first of the tags that the loop has and whose value is known. */
  value(row: number, ...tags: readonly CifTag[]): CifValue {
    for (const tag of tags) {
      const place = this.#places.get(tag);
      const value = place === undefined ? undefined : this.#values[row * this.#width + place];
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Line on which the row begins. */
  line(row: number): number {
    return this.#lines[row * this.#width]!;
  }
}

export class CifBlock {
  /** As it stands behind `data_`. */
  readonly name: string;
  readonly line: number;
  /** Position in the text behind the name. */
  readonly start: number;
  readonly #items = new Map<CifTag, CifItem>();
  /** By tag the first loop with rows that has it. */
  readonly #loops = new Map<CifTag, CifLoop>();
  /** Items of the `global_` sections before it, which hold where it has none of its own. */
  readonly #inherited: CifBlock | undefined;

  constructor(
    name: string,
    { line, start }: Pick<CifBlock, 'line' | 'start'>,
    inherited: CifBlock | undefined,
  ) {
    this.name = name;
    this.line = line;
    this.start = start;
    this.#inherited = inherited;
  }

  /** Where a tag stands twice, the first known value holds, which is given back if it is another one. */
  addItem(tag: CifTag, item: CifItem): CifItem | undefined {
    const earlier = this.#items.get(tag);
    if (earlier?.value === undefined) this.#items.set(tag, item);
    return item.value === undefined || earlier?.value === item.value ? undefined : earlier;
  }

  addLoop(tags: readonly CifTag[], loop: CifLoop): void {
    for (const tag of tags) if (!this.#loops.has(tag)) this.#loops.set(tag, loop);
  }

  /** The first known value of the tags, in their order; of a loop its first row. */
  text(...tags: readonly CifTag[]): CifValue {
    return this.item(...tags)?.value;
  }

  /** The same with its line. */
  item(...tags: readonly CifTag[]): CifItem | undefined {
    for (const tag of tags) {
      const single = this.#items.get(tag);
      if (single?.value !== undefined) return single;
      const loop = this.#loops.get(tag);
      const value = loop?.value(0, tag);
      if (value !== undefined) return { value, line: loop!.line(0) };
    }
    return this.#inherited?.item(...tags);
  }

  /** The first loop that has one of the tags, single items counting as a loop too. */
  loop(...tags: readonly CifTag[]): CifLoop | undefined {
    for (const tag of tags) {
      const loop = this.#loops.get(tag);
      if (loop !== undefined) return loop;
      if (this.#items.has(tag)) return this.#itemsAsLoop();
    }
    return undefined;
  }

  /** Values of a tag in all its rows, the unknown ones left out. */
  column(...tags: readonly CifTag[]): string[] {
    const loop = this.loop(...tags);
    const values: string[] = [];
    for (let row = 0; row < (loop?.rowCount ?? 0); row += 1) {
      const value = loop!.value(row, ...tags);
      if (value !== undefined) values.push(value);
    }
    return values.length === 0 && this.#inherited !== undefined ? this.#inherited.column(...tags) : values;
  }

  #itemsAsLoop(): CifLoop {
    const items = [...this.#items.values()];
    return new CifLoop(
      [...this.#items.keys()],
      items.map(({ value }) => value),
      items.map(({ line }) => line),
    );
  }
}
