import type { IngestReport } from '../ingest/index.ts';

/** Why an ingestion that came to its end gave nothing, as a sentence. */
export function whyNothing({ entryTypes, looseArchives }: IngestReport): string {
  return looseArchives === 0 && Object.values(entryTypes).every(({ stored }) => stored === 0)
    ? 'there is no entry that could be served; respawn check says why.'
    : 'the data hold errors, and --strict was asked for; respawn check names them all.';
}
