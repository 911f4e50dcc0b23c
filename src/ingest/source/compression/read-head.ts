/** Takes chunks until there are enough bytes or no more. */
export async function readHead(chunks: AsyncIterator<Uint8Array>, bytes: number): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let takenBytes = 0;
  while (takenBytes < bytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    taken.push(next.value);
    takenBytes += next.value.length;
  }
  return taken.length === 1 ? taken[0]! : Buffer.concat(taken);
}

/** What was taken, and then what follows. */
export async function* headAndRest(
  head: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) return;
    yield next.value;
  }
}
