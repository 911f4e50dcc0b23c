/** Bytes that are kept beside the entries of a database and given as they came: a raw file. */
export interface Attachment {
  readonly collection: 'file';
  /** Unique in its collection; at most `attachmentNameBytesMax` bytes. */
  readonly name: string;
}

export interface StoredAttachment {
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
}

export interface OpenAttachment extends StoredAttachment {
  /**
   * The bytes from `start` up to `end`, all of them where not given, in pieces; no more is read from disk than they
   * need. Errors: `DatabaseFileError` where the file is damaged or was closed.
   */
  read(start?: number, end?: number): Generator<Uint8Array>;
}

export interface Attachments {
  find(attachment: Attachment): OpenAttachment | undefined;
}
