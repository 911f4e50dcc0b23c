import type { ArchiveNode } from './archive-node.ts';
import type { ByteSource } from './byte-source.ts';
import { IndexReader } from './index-reader.ts';
import { nodeOfRun } from './indexed-node.ts';
import type { IsReference } from './reference-patterns.ts';
import { compileReferencePatterns, defaultReferencePatterns } from './reference-patterns.ts';
import { scanArchive } from './scanned-node.ts';

const isReferenceByDefault = compileReferencePatterns(defaultReferencePatterns);

/**
 * The root of a stored archive. `index` is what `ArchiveIndexer` made of it; undefined for a small document,
 * which is scanned. `isReference` has to be that of the indexer.
 *
 * Errors: `ArchiveDamage`, at any time, where the bytes are not what was stored.
 */
export function openArchive(
  document: ByteSource,
  index: ByteSource | undefined,
  isReference: IsReference = isReferenceByDefault,
): ArchiveNode {
  // Its own bytes, so that an archive that is kept does not keep the block in which it lies with others.
  if (index === undefined)
    return archiveOfBytes(new Uint8Array(document.bytes(0, document.length)), isReference);
  const reader = new IndexReader(index, document.length);
  return nodeOfRun({ document, index: reader, isReference }, reader.root(), undefined);
}

/** The root of an archive in memory: valid JSON in UTF-8. */
export function archiveOfBytes(
  bytes: Uint8Array,
  isReference: IsReference = isReferenceByDefault,
): ArchiveNode {
  return scanArchive(bytes, isReference);
}
