/** The bytes of one file in a zip archive, checked against what the directory says of them. */
import { crc32, inflateRawSync } from 'node:zlib';
import { limits } from '../../../base/index.ts';
import { CompressionError } from '../compression/compression-error.ts';
import { expansionError } from '../compression/decompress.ts';
import type { Extent, ExtentReader } from '../disk/extent.ts';
import { partOf } from '../disk/extent.ts';
import { SourceError } from '../source-error.ts';
import type { WalkProgress } from './walk-progress.ts';
import type { ZipMember } from './zip-member.ts';
import { localHeaderBytes } from './zip-member.ts';
import { deflateMethod, storedMethod, zipMethods } from './zip-method.ts';

/** A file up to this size is read and inflated in one step, which takes a few milliseconds. */
const smallBytes = 1024 * 1024;
const chunkBytes = 256 * 1024;
/** What the header of a file in its place may be longer than in the directory, at no further reading. */
const headerSlackBytes = 64;
const headerSignature = 0x04034b50;

/** Errors: `SourceError` where the bytes are cut off, damaged or others than the directory says. */
export async function* readZipMember(
  extent: Extent,
  member: ZipMember,
  location: string,
  progress?: WalkProgress,
): AsyncGenerator<Uint8Array> {
  const { sizeBytes, storedBytes, method } = member;
  if (sizeBytes > limits.sourceExpansionAllowedBytes + storedBytes * limits.sourceExpansionMax) {
    throw expansionError(location);
  }
  const isPlain = method === storedMethod || method === deflateMethod;
  const isSmall = isPlain && sizeBytes <= smallBytes && storedBytes <= smallBytes;
  const reader = await extent.open();
  try {
    if (isSmall) {
      const bytes = await readSmall(reader, member, location);
      if (bytes.length > 0) yield bytes;
    } else {
      yield* readLarge(reader, member, location, progress);
    }
  } catch (error) {
    if (error instanceof CompressionError)
      throw damaged(location, `does not decompress (${error.message})`, error);
    throw error;
  } finally {
    await reader.close();
  }
}

/** Where the bytes of a file lie that is stored as it is, so that they can be read anywhere. */
export async function storedExtent(
  extent: Extent,
  member: ZipMember,
  location: string,
): Promise<Extent | undefined> {
  if (member.method !== storedMethod || member.sizeBytes !== member.storedBytes) return undefined;
  const reader = await extent.open();
  try {
    const { position } = await findData(reader, member, location);
    return partOf(extent, position, member.storedBytes);
  } finally {
    await reader.close();
  }
}

interface Data {
  readonly position: number;
  /** What came along with the header, mostly all of a small file. */
  readonly bytes: Buffer;
}

async function findData(
  reader: ExtentReader,
  member: ZipMember,
  location: string,
  wantedBytes = 0,
): Promise<Data> {
  const { headerPosition, headerBytes } = member;
  const near = await reader.read(headerPosition, headerBytes + headerSlackBytes + wantedBytes);
  if (near.length < localHeaderBytes || near.readUInt32LE(0) !== headerSignature) {
    throw damaged(location, 'is not where the directory of the archive says');
  }
  const length = localHeaderBytes + near.readUInt16LE(26) + near.readUInt16LE(28);
  return { position: headerPosition + length, bytes: near.subarray(length) };
}

async function readSmall(reader: ExtentReader, member: ZipMember, location: string): Promise<Uint8Array> {
  const { sizeBytes, storedBytes, method } = member;
  const { position, bytes } = await findData(reader, member, location, storedBytes);
  const enough = bytes.length >= storedBytes ? bytes : await reader.read(position, storedBytes);
  if (enough.length < storedBytes) throw damaged(location, 'is cut off');
  const stored = enough.subarray(0, storedBytes);
  // A copy: the bytes should not hold on to all that was read with them.
  const content = method === storedMethod ? Buffer.from(stored) : inflateAll(stored, sizeBytes);
  checkEnd(member, content.length, crc32(content), location);
  return content;
}

function inflateAll(stored: Buffer, sizeBytes: number): Buffer {
  try {
    // One byte more than wanted tells of what is too long.
    const room = Math.max(sizeBytes + 1, 64);
    return inflateRawSync(stored, { maxOutputLength: room, chunkSize: room });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const told = code === 'ERR_BUFFER_TOO_LARGE' ? 'it has more bytes than the archive says' : message;
    throw new CompressionError(told, code === 'Z_BUF_ERROR');
  }
}

async function* readLarge(
  reader: ExtentReader,
  member: ZipMember,
  location: string,
  progress: WalkProgress | undefined,
): AsyncGenerator<Uint8Array> {
  const { position } = await findData(reader, member, location);
  const stored = readRange(reader, position, member.storedBytes, location);
  const unpack = zipMethods.get(member.method)!;
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of unpack(progress?.watch(stored) ?? stored)) {
    bytes += chunk.length;
    if (bytes > member.sizeBytes) throw damaged(location, 'has more bytes than the archive says');
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  checkEnd(member, bytes, checksum, location);
}

async function* readRange(
  reader: ExtentReader,
  start: number,
  length: number,
  location: string,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; ) {
    const bytes = await reader.read(start + done, Math.min(chunkBytes, length - done));
    if (bytes.length === 0) throw damaged(location, 'is cut off');
    done += bytes.length;
    yield bytes;
  }
}

function checkEnd(member: ZipMember, bytes: number, checksum: number, location: string): void {
  if (bytes !== member.sizeBytes) {
    throw damaged(location, `has ${bytes} bytes where the archive says ${member.sizeBytes}`);
  }
  if (checksum !== member.crc32) throw damaged(location, 'its bytes do not agree with their checksum');
}

function damaged(location: string, problem: string, cause?: unknown): SourceError {
  return new SourceError(location, `is damaged: ${problem}`, { cause });
}
