/** A part of a pattern that any number of items fits, none included. */
export const anyRun = Symbol('any run');

/** What one item may be, or a run of any. */
export type PatternPart<Item> = ((item: Item) => boolean) | typeof anyRun;

/**
 * Whether the items, all of them, are what the parts say. At a difference only the last run may take one
 * more, since what stands before it has found its first place already: so the time grows with items times
 * parts and no faster.
 */
export function matchParts<Item>(items: readonly Item[], parts: readonly PatternPart<Item>[]): boolean {
  let item = 0;
  let part = 0;
  let resumed = { item: 0, part: -1 };
  while (item < items.length) {
    const wanted = parts[part];
    if (wanted === anyRun) {
      part += 1;
      resumed = { item, part };
    } else if (wanted?.(items[item]!)) {
      item += 1;
      part += 1;
    } else if (resumed.part === -1) {
      return false;
    } else {
      resumed = { item: resumed.item + 1, part: resumed.part };
      ({ item, part } = resumed);
    }
  }
  return parts.slice(part).every((rest) => rest === anyRun);
}
