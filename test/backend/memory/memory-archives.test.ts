import { describeArchives } from '../archives.ts';
import { buildArchivesInMemory } from './build-archives-in-memory.ts';

describeArchives('memory', buildArchivesInMemory);
