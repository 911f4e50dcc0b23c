import { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip, gzip, gzipSync } from 'node:zlib';

const gzipInBackground = promisify(gzip);

/** Smaller bodies fit into a packet as they are. */
const compressedBytesMin = 1400;
/** Larger bodies would stop the event loop for more than some milliseconds. */
const compressedAtOnceBytesMax = 512 * 1024;

/** Level 1: nearly as small as level 6 on such data, in half the time. */
const options = { level: 1 };

/** Whether a body of this size is worth compressing for a client that sends this Accept-Encoding. */
export function wantsGzip(acceptEncoding: string | undefined, bytes: number): boolean {
  return bytes >= compressedBytesMin && acceptEncoding !== undefined && acceptsGzip(acceptEncoding);
}

/** Whether a body of unknown size is to be compressed, for a client that sends this Accept-Encoding. */
export function wantsGzipStream(acceptEncoding: string | undefined): boolean {
  return acceptEncoding !== undefined && acceptsGzip(acceptEncoding);
}

/** The same body, compressed while it is sent; whoever cancels it cancels both. */
export function compressStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return body.pipeThrough(Duplex.toWeb(createGzip(options)) as ReadableWritablePair<Uint8Array, Uint8Array>);
}

function acceptsGzip(acceptEncoding: string): boolean {
  const weights = new Map(
    acceptEncoding.split(',').map((item) => {
      const [coding = '', ...parameters] = item.split(';').map((text) => text.trim().toLowerCase());
      const weight = parameters.find((text) => text.startsWith('q='));
      return [coding, weight === undefined ? 1 : Number(weight.slice(2))];
    }),
  );
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

export async function compress(body: Uint8Array): Promise<Uint8Array> {
  return body.byteLength <= compressedAtOnceBytesMax
    ? gzipSync(body, options)
    : gzipInBackground(body, options);
}
