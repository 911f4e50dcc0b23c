import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a zip archive, with everything that can be wrong with it. */
export interface ZipPart {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** 8 (deflate) unless given; bytes of any other than 0 and 8 come as `stored`. */
  readonly method?: number;
  readonly stored?: Buffer;
  readonly flags?: number;
  readonly crc?: number;
  readonly sizeBytes?: number;
  readonly storedBytes?: number;
  /** Of Unix. */
  readonly mode?: number;
  /** Sizes and position go into an extra field. */
  readonly zip64?: boolean;
  /** Of the header in its place only. */
  readonly localExtra?: Buffer;
  readonly extra?: Buffer;
  /** Position of the header, where it lies. */
  readonly position?: number;
  /** The bytes themselves are left out, as where another file has them. */
  readonly isAbsent?: boolean;
}

export interface ZipFrame {
  readonly zip64?: boolean;
  readonly entries?: number;
  readonly directoryPosition?: number;
  readonly disk?: number;
  readonly comment?: string;
}

const large = 0xffff_ffff;

/** A zip archive, byte by byte. */
export function zipOf(parts: readonly ZipPart[], frame: ZipFrame = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const part of parts) {
    const body = localPart(part);
    directory.push(directoryPart(part, part.position ?? position));
    if (part.isAbsent === true) continue;
    bodies.push(body);
    position += body.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...bodies, listing, endOf(parts.length, listing.length, position, frame)]);
}

interface Known {
  readonly name: Buffer;
  readonly content: Buffer;
  readonly stored: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly sizeBytes: number;
  readonly storedBytes: number;
  readonly flags: number;
}

function known(part: ZipPart): Known {
  const content = Buffer.from(part.content ?? '');
  const method = part.method ?? 8;
  const stored = part.stored ?? (method === 8 ? deflateRawSync(content) : content);
  return {
    name: Buffer.from(part.name),
    content,
    stored,
    method,
    crc: part.crc ?? crc32(content),
    sizeBytes: part.sizeBytes ?? content.length,
    storedBytes: part.storedBytes ?? stored.length,
    flags: part.flags ?? 0x800,
  };
}

/** Flags, method, time (2024-05-06 07:08:10), checksum and sizes: the same in both headers. */
function common({ flags, method, crc, sizeBytes, storedBytes }: Known, isLarge: boolean): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt16LE(45, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(method, 4);
  bytes.writeUInt16LE((7 << 11) | (8 << 5) | 5, 6);
  bytes.writeUInt16LE((44 << 9) | (5 << 5) | 6, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(isLarge ? large : storedBytes, 14);
  bytes.writeUInt32LE(isLarge ? large : sizeBytes, 18);
  return bytes;
}

function localPart(part: ZipPart): Buffer {
  const file = known(part);
  const extra = part.localExtra ?? Buffer.alloc(0);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(file.name.length, 0);
  lengths.writeUInt16LE(extra.length, 2);
  const signature = Buffer.from('PK\x03\x04', 'latin1');
  return Buffer.concat([signature, common(file, false), lengths, file.name, extra, file.stored]);
}

function directoryPart(part: ZipPart, position: number): Buffer {
  const file = known(part);
  const isLarge = part.zip64 === true;
  const large64 = Buffer.alloc(28);
  large64.writeUInt16LE(1, 0);
  large64.writeUInt16LE(24, 2);
  large64.writeBigUInt64LE(BigInt(file.sizeBytes), 4);
  large64.writeBigUInt64LE(BigInt(file.storedBytes), 12);
  large64.writeBigUInt64LE(BigInt(position), 20);
  const extra = Buffer.concat([isLarge ? large64 : Buffer.alloc(0), part.extra ?? Buffer.alloc(0)]);
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(file.name.length, 0);
  rest.writeUInt16LE(extra.length, 2);
  rest.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 10);
  rest.writeUInt32LE(isLarge ? large : position, 14);
  const begin = Buffer.from('PK\x01\x02\x2d\x03', 'latin1');
  return Buffer.concat([begin, common(file, isLarge), rest, file.name, extra]);
}

function endOf(entries: number, directoryBytes: number, position: number, frame: ZipFrame): Buffer {
  const count = frame.entries ?? entries;
  const start = frame.directoryPosition ?? position;
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(frame.disk ?? 0, 4);
  end.writeUInt16LE(frame.zip64 === true ? 0xffff : count, 8);
  end.writeUInt16LE(frame.zip64 === true ? 0xffff : count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(frame.zip64 === true ? large : start, 16);
  const comment = Buffer.from(frame.comment ?? '');
  end.writeUInt16LE(comment.length, 20);
  if (frame.zip64 !== true) return Buffer.concat([end, comment]);
  const end64 = Buffer.alloc(56 + 20);
  end64.write('PK\x06\x06', 0, 'latin1');
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(directoryBytes), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  end64.write('PK\x06\x07', 56, 'latin1');
  end64.writeBigUInt64LE(BigInt(position + directoryBytes), 64);
  end64.writeUInt32LE(1, 72);
  return Buffer.concat([end64, end, comment]);
}
