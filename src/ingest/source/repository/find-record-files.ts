import { limits } from '../../../base/index.ts';
import type { DatasetPlan } from '../../dataset/dataset-plan.ts';
import { makerConfigNames, readMakerPlan } from '../../dataset/maker/read-maker-plan.ts';
import type { Sidecar } from '../../dataset/sidecar/read-sidecar.ts';
import { readSidecar } from '../../dataset/sidecar/read-sidecar.ts';
import { sidecarNames } from '../../dataset/sidecar/sidecar-names.ts';
import type { RecordLocation } from '../location/location.ts';
import { SourceError } from '../source-error.ts';
import { bundleNamed } from '../source-name.ts';
import { chooseFiles, namedFile, requireFiles } from './choose-files.ts';
import { plannedFiles } from './planned-files.ts';
import type { RecordFile, RepositoryRecord } from './repository-record.ts';
import type { RepositorySession } from './repository-session.ts';
import { resolveRecord } from './resolve-record.ts';

/** What of a record is to be served. */
export interface FoundFiles {
  readonly record: RepositoryRecord;
  /** One file, or several that belong together under their names; that which gives entries comes first. */
  readonly files: readonly [RecordFile, ...RecordFile[]];
  /** Of the data, by their owner. */
  readonly description: string | undefined;
}

/** Descriptions of what is to be served, by the owner of the record. */
interface Configuration {
  readonly files: readonly RecordFile[];
  readonly plan: DatasetPlan | undefined;
  readonly sidecar: Sidecar | undefined;
}

/**
 * Asks the repository for the record and finds what of it is served: the file that was asked for; else what
 * `optimade.yaml` or `respawn.yaml` name, with these; else what is chosen by names.
 *
 * Errors: `SourceError`, as of `resolveRecord` and `chooseFiles`; `unreadable` where a configuration cannot be
 * followed; `gone` where there is no file of a name.
 * Limits: `makerConfigBytesMax` of each configuration.
 */
export async function findRecordFiles(
  location: RecordLocation,
  session: RepositorySession,
): Promise<FoundFiles> {
  const record = await resolveRecord(location, session);
  requireFiles(record, session);
  if (location.file !== undefined) {
    const file = namedFile(record, location.file, 'the record holds no file', session.shown);
    const isConfiguration = [...makerConfigNames, ...sidecarNames].includes(file.name);
    if (!isConfiguration) return { record, files: [file], description: record.description };
  }
  const configuration = await readConfiguration(record, session);
  const description =
    configuration.sidecar?.description ?? configuration.plan?.description ?? record.description;
  return { record, files: filesOf(configuration, record, session.shown), description };
}

async function readConfiguration(
  record: RepositoryRecord,
  session: RepositorySession,
): Promise<Configuration> {
  const maker = record.files.find(({ name }) => makerConfigNames.includes(name));
  const own = record.files.find(({ name }) => sidecarNames.includes(name));
  const readMaker = (text: string) => readMakerPlan(text, maker?.name);
  const readOwn = (text: string) => readSidecar(text, own!.name);
  return {
    files: [maker, own].filter((file) => file !== undefined),
    plan: maker && (await follow(maker, readMaker, session)).plan,
    sidecar: own && (await follow(own, readOwn, session)).sidecar,
  };
}

/** Fetches and reads a configuration of the record. */
async function follow<Result extends object>(
  file: RecordFile,
  read: (text: string) => Result | { readonly problem: string },
  session: RepositorySession,
): Promise<Result> {
  const bytes = await session.bytes(file.url, limits.makerConfigBytesMax);
  const result = read(bytes.toString('utf8'));
  if (!('problem' in result)) return result;
  throw new SourceError(session.shown, `the ${file.name} of the record, ${result.problem}`);
}

function filesOf(
  { files, plan, sidecar }: Configuration,
  record: RepositoryRecord,
  shown: string,
): FoundFiles['files'] {
  const selections = plan?.selections ?? sidecar?.selections;
  if (selections === undefined) {
    const [main, ...others] = chooseFiles(record, shown);
    return [main, ...others, ...files];
  }
  const origin = plan?.origin ?? files[0]!.name;
  const attachments = sidecar?.attachments ?? [];
  const [main, ...others] = plannedFiles({ selections, attachments }, record, origin, shown);
  if (main === undefined) {
    throw new SourceError(shown, `the ${origin} of the record names no files`);
  }
  // Ready JSON Lines need nobody who explains them.
  const isReady =
    others.length === 0 && sidecar === undefined && selections[0]?.files[0]?.format === 'optimade';
  return isReady && bundleNamed(main.name) === undefined ? [main] : [main, ...others, ...files];
}
