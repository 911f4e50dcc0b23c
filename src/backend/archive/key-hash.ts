/** Numbers of 32 bits for keys, spread evenly, so that a place in a sorted table can be guessed. */
const begin = 0x811c9dc5;
const factor = 0x01000193;

export function hashKey(key: string): number {
  let hash = begin;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), factor);
  return spread(hash);
}

/** The hash of a key as it stands between its quotes; undefined where it is not plain ASCII. */
export function hashPlainKey(bytes: Uint8Array, start: number, end: number): number | undefined {
  let hash = begin;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0x5c || byte >= 0x80) return undefined;
    hash = Math.imul(hash ^ byte, factor);
  }
  return spread(hash);
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  const again = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (again ^ (again >>> 16)) >>> 0;
}
