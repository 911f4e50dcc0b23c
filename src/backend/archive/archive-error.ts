/** A document that cannot be an archive. The message is a sentence without its subject. */
export class ArchiveFault extends Error {
  override readonly name = 'ArchiveFault';
}

/** Stored bytes of an archive or of its index that are not what was written: the file is damaged. */
export class ArchiveDamage extends Error {
  override readonly name = 'ArchiveDamage';
}
