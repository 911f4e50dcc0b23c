/** What the bytes must be, as far as somebody has told. */
export interface ExpectedContent {
  readonly sizeBytes?: number | undefined;
  /** `md5:`, `sha1:`, `sha256:` or `sha512:` and hex, or bare hex, which is told apart by its length. */
  readonly checksum?: string | undefined;
}

export interface Checksum {
  readonly algorithm: string;
  /** Lower-case hex. */
  readonly hex: string;
}

const hexLengths = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha512', 128],
]);

/** A checksum that we can take, or undefined where it is of a kind that we cannot: then only the size is compared. */
export function readChecksum(text: string | undefined): Checksum | undefined {
  const [, prefix, hex] = /^(?:([a-z0-9-]+):)?([0-9a-f]+)$/.exec((text ?? '').trim().toLowerCase()) ?? [];
  if (hex === undefined) return undefined;
  for (const [algorithm, length] of hexLengths) {
    const isMeant = prefix === undefined || prefix.replace('-', '') === algorithm;
    if (isMeant && hex.length === length) return { algorithm, hex };
  }
  return undefined;
}

/** What was had before: where it is the same still, nothing is fetched. */
export interface PreviousDownload {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** SHA-256, hex. */
  readonly checksum: string;
  readonly sizeBytes: number;
}
