import { createHash } from 'node:crypto';
import { limits } from '../base/index.ts';
import type { IngestOptions } from '../ingest/index.ts';

/** Raised whenever ingestion would make other entries of the same source. */
const ingestionVersion = 3;

/**
 * Names a build of a database: equal keys mean that ingesting again would give the same file. Hex.
 *
 * Only what shapes the data takes part.
 */
export function buildKey(checksum: string, options: IngestOptions, archiveBytesMax: number): string {
  const { prefix, aliases, lengthAliases, providerFields, strict } = options;
  const { idScheme, frames, symmetry, symmetryTolerance, onError, nestedBundles, archives } = options;
  const ofEntries = [prefix, aliases, lengthAliases, providerFields, strict];
  const ofFiles = [idScheme, frames, symmetry, symmetryTolerance, onError, nestedBundles, archives];
  // Files that were made before there was this setting are as good.
  const ofArchives = archiveBytesMax === limits.archiveBytesMax ? [] : [archiveBytesMax];
  const shaping = [ingestionVersion, checksum, ...ofEntries, ...ofFiles, ...ofArchives];
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex');
}
