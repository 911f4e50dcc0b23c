/**
 * Sets of row numbers as bits of 32-bit words: row r is bit r % 32 of word r / 32. Bits beyond the rows are
 * zero.
 */
export type Bitset = Uint32Array<ArrayBuffer>;

export function wordCount(rowCount: number): number {
  return (rowCount + 31) >>> 5;
}

export function hasRow(bits: Bitset, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

export function addRows(bits: Bitset, rows: Uint32Array): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    bits[row >>> 5]! |= 1 << (row & 31);
  }
}

export function removeRows(bits: Bitset, rows: Uint32Array): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    bits[row >>> 5]! &= ~(1 << (row & 31));
  }
}

export function fillRows(bits: Bitset, rowCount: number): void {
  bits.fill(0xffff_ffff);
  if ((rowCount & 31) !== 0) bits[bits.length - 1] = 2 ** (rowCount & 31) - 1;
}

export function unite(bits: Bitset, other: Bitset): void {
  for (let word = 0; word < bits.length; word += 1) bits[word]! |= other[word]!;
}

export function intersect(bits: Bitset, other: Bitset): void {
  for (let word = 0; word < bits.length; word += 1) bits[word]! &= other[word]!;
}

export function subtract(bits: Bitset, other: Bitset): void {
  for (let word = 0; word < bits.length; word += 1) bits[word]! &= ~other[word]!;
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** Number of rows in the set. */
export function countRows(bits: Bitset): number {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) count += countBits(bits[word]!);
  return count;
}

/** Number of rows below a row. */
export function countBelow(bits: Bitset, row: number): number {
  const last = row >>> 5;
  let count = 0;
  for (let word = 0; word < last; word += 1) count += countBits(bits[word]!);
  if ((row & 31) !== 0) count += countBits(bits[last]! & (2 ** (row & 31) - 1));
  return count;
}

/** Rows number `from` to `to` of the set, ascending; `to` is no more than it has. */
export function selectRows(bits: Bitset, from: number, to: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(Math.max(0, to - from));
  let before = 0;
  let filled = 0;
  for (let word = 0; filled < rows.length; word += 1) {
    let rest = bits[word]!;
    const count = countBits(rest);
    if (before + count > from) {
      for (let position = before; rest !== 0 && filled < rows.length; position += 1) {
        const lowest = rest & -rest;
        if (position >= from) rows[filled++] = (word << 5) + 31 - Math.clz32(lowest);
        rest ^= lowest;
      }
    }
    before += count;
  }
  return rows;
}

/** Writes the rows of words `from` to `to` into `rows` and returns their number. */
export function extractRows(bits: Bitset, from: number, to: number, rows: Uint32Array): number {
  let count = 0;
  for (let word = from; word < to; word += 1) {
    for (let rest = bits[word]!; rest !== 0; ) {
      const lowest = rest & -rest;
      rows[count++] = (word << 5) + 31 - Math.clz32(lowest);
      rest ^= lowest;
    }
  }
  return count;
}
