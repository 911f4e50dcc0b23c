/** A file of a tar archive, with everything that can be wrong with it. */
export interface TarPart {
  readonly name: string;
  readonly content?: string | Buffer;
  /** `0` is a file, `1` a hard link, `2` a symbolic link, `3` a device, `5` a folder, `x` an extended header, …. */
  readonly type?: string;
  readonly sizeBytes?: number;
  readonly linkName?: string;
  /** Seconds. */
  readonly modifiedAt?: number;
  /** The mark of the format; nothing for the oldest archives. */
  readonly magic?: string;
}

const blockBytes = 512;

/** A tar archive, block by block. */
export function tarOf(parts: readonly TarPart[], end: Buffer = Buffer.alloc(2 * blockBytes)): Buffer {
  return Buffer.concat([...parts.flatMap((part) => [headerOf(part), padded(part.content ?? '')]), end]);
}

/** The extended header that gives the next file other properties. */
export function extended(properties: Readonly<Record<string, string>>): TarPart {
  const lines = Object.entries(properties).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = Buffer.byteLength(rest);
    const digits = String(length + String(length).length).length;
    return `${length + digits}${rest}`;
  });
  return { name: 'PaxHeader', type: 'x', content: lines.join('') };
}

/** The header of GNU tar that gives the next file a long name. */
export function longName(name: string): TarPart {
  return { name: '././@LongLink', type: 'L', content: `${name}\0`, magic: 'ustar  \0' };
}

function padded(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)]);
}

function headerOf({ name, content = '', type = '0', ...part }: TarPart): Buffer {
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0'.repeat(2), 108);
  header.write(octal(part.sizeBytes ?? Buffer.byteLength(content)), 124);
  header.write(octal(part.modifiedAt ?? 1_700_000_000), 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(part.linkName ?? '', 157, 100);
  header.write(part.magic ?? 'ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function octal(number: number): string {
  return `${number.toString(8).padStart(11, '0')}\0`;
}
