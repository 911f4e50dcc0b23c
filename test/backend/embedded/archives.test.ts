import { describeArchives } from '../archives.ts';
import { archivesBuilder } from './build-archives.ts';

describeArchives('embedded', archivesBuilder());
