/** An iterator that can be ended before it was begun. */
export interface Resumed<Item> extends AsyncIterableIterator<Item> {
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * What was taken from an iterator, and then the rest of it. No generator: one that nobody begins never comes to its
 * `finally`, and what is behind `rest`, which did begin, would stay open.
 */
export function resume<Item>(taken: readonly Item[], rest: AsyncIterator<Item>): Resumed<Item> {
  let index = 0;
  return {
    next: async () => (index < taken.length ? { value: taken[index++]!, done: false } : await rest.next()),
    return: async () => {
      index = taken.length;
      await rest.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
