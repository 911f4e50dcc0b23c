import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockCache } from '../../../src/backend/index.ts';
import { createEmbeddedWriter, openDatabaseFile } from '../../../src/backend/index.ts';
import type { ArchiveContent, BuildArchives } from '../archives.ts';
import { writeArchives } from '../archives.ts';
import { description, makeFolder, tinyTuning } from './build-embedded.ts';

/** Builds files that vanish when they are closed; with tiny blocks of the index, so that all their limits are met. */
export function archivesBuilder(
  caches: { cache?: BlockCache; archiveCache?: BlockCache } = {},
): BuildArchives {
  return async (content: ArchiveContent) => {
    const folder = makeFolder();
    const path = join(folder, 'database');
    const { referencePatterns } = content;
    const options = referencePatterns === undefined ? {} : { referencePatterns };
    const writer = createEmbeddedWriter(path, { ...options, tuning: tinyTuning });
    const told = await writeArchives(writer, content);
    await writer.publish(description);
    const { archives, backend } = openDatabaseFile(path, caches);
    const close = (): void => {
      backend.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { archives, ...told, close };
  };
}
