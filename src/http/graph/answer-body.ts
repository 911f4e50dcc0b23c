import { Buffer } from 'node:buffer';
import { StreamedBody } from '../streamed-body.ts';

/**
 * The body of an answer that comes in pieces: all of it where it is small, else what is read on while it is sent.
 *
 * Errors: those of making the first pieces.
 */
export function answerBody(pieces: Iterable<Uint8Array>): Uint8Array | StreamedBody {
  const iterator = pieces[Symbol.iterator]();
  const begun: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < smallBodyBytesMax) {
    const { done, value } = iterator.next();
    if (done === true) return Buffer.concat(begun);
    begun.push(value);
    bytes += value.byteLength;
    // It takes long to make more: others have their turn meanwhile.
    if (value.byteLength === 0) break;
  }
  return new StreamedBody(undefined, continued(begun, iterator));
}

/** What fits into one packet or two is sent at once, with its length. */
const smallBodyBytesMax = 64 * 1024;

/** No generator: one that was never begun would not tell the rest that nobody wants it. */
function continued(begun: readonly Uint8Array[], rest: Iterator<Uint8Array>): Iterable<Uint8Array> {
  const first = begun[Symbol.iterator]();
  const iterator: Iterator<Uint8Array> = {
    next() {
      const next = first.next();
      return next.done === true ? rest.next() : next;
    },
    return: () => rest.return?.() ?? { done: true, value: undefined },
  };
  return { [Symbol.iterator]: () => iterator };
}
