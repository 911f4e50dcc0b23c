/** Whether a row is in a set. */
export type RowTest = (row: number) => boolean;

/**
 * Picks rows out of many: a loop of its own for each condition, since a call for each row would cost more
 * than most tests.
 */
export interface RowFilter {
  /** Rows that are given at a time, so that none takes long. */
  readonly portion: number;
  /**
   * Moves those of the first `count` rows that pass to the front and returns their number. Rows come
   * ascending.
   */
  keep(rows: Uint32Array, count: number): number;
}

/** For tests of some nanoseconds a row. */
export const quickPortion = 1024;
/** For tests that parse documents. */
export const slowPortion = 32;

export function filterBy(test: RowTest, portion = quickPortion): RowFilter {
  return {
    portion,
    keep: (rows, count) => {
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const row = rows[index]!;
        if (test(row)) rows[kept++] = row;
      }
      return kept;
    },
  };
}
