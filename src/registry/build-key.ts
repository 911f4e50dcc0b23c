import { createHash } from 'node:crypto';
import type { IngestOptions } from '../ingest/index.ts';

/** Raised whenever ingestion would make other entries of the same source. */
const ingestionVersion = 3;

/**
 * Names a build of a database: equal keys mean that ingesting again would give the same file. Hex.
 *
 * Only the options that shape the data take part.
 */
export function buildKey(checksum: string, options: IngestOptions): string {
  const { prefix, aliases, lengthAliases, providerFields, strict } = options;
  const { idScheme, frames, symmetry, symmetryTolerance, onError, nestedBundles, archives } = options;
  const ofEntries = [prefix, aliases, lengthAliases, providerFields, strict];
  const ofFiles = [idScheme, frames, symmetry, symmetryTolerance, onError, nestedBundles, archives];
  const shaping = [ingestionVersion, checksum, ...ofEntries, ...ofFiles];
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex');
}
