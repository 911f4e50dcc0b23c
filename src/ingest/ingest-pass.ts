import type { DatabaseWriter } from '../backend/index.ts';
import { defaultReferencePatterns } from '../backend/index.ts';
import { limits } from '../base/index.ts';
import type { DatasetPlan } from './dataset/dataset-plan.ts';
import { onlyFileOf } from './dataset/only-file.ts';
import { readDataset } from './dataset/read-dataset.ts';
import { defaultPrefix } from './default-prefix.ts';
import { EntryIntake } from './entry/entry-intake.ts';
import type { IngestHooks } from './ingest-hooks.ts';
import type { IngestOptions } from './ingest-options.ts';
import { keepArchive, keepAttachment } from './keep-files.ts';
import { Knowledge } from './knowledge.ts';
import type { RawEntry, SourceRecord } from './reader/source-record.ts';
import { ReportCollector } from './report.ts';
import type { Source } from './source/source.ts';
import { SourceError } from './source/source-error.ts';
import type { SourceFacts } from './source-facts.ts';

/** A source that was read from beginning to end, with its entries in the writer. */
export interface IngestPass {
  readonly knowledge: Knowledge;
  readonly intake: EntryIntake;
  readonly report: ReportCollector;
  readonly writer: DatabaseWriter;
  /** The file of entries that name none. */
  readonly onlyFile: string | undefined;
}

/** @param referencePatterns of the places in archives that hold references */
export type MakeWriter = (referencePatterns: readonly string[]) => DatabaseWriter;

export interface IngestPassInput {
  readonly source: Source;
  readonly plan: DatasetPlan;
  readonly makeWriter: MakeWriter;
  readonly options: IngestOptions;
  readonly hooks: IngestHooks;
  /** Empty before the first pass, complete after it. */
  readonly facts: SourceFacts;
}

type Batches = AsyncGenerator<readonly SourceRecord[]>;

/**
 * Reads the source into a new writer. Undefined where a later line contradicted what the head had led to:
 * then all facts of the source are known, the writer was aborted, and the next pass succeeds.
 */
export async function readPass(input: IngestPassInput): Promise<IngestPass | undefined> {
  const { source, plan, facts, hooks, options } = input;
  const report = new ReportCollector();
  const records = readDataset(plan, source, {
    ...options,
    prefix: options.prefix ?? defaultPrefix,
    signal: hooks.signal,
    onProgress: (stage, fraction) =>
      hooks.onProgress?.({ stage, fraction, entries: report.stored, files: report.files }),
    onFile: report.countFile,
  });
  const { entriesMax } = hooks;
  const bounded = entriesMax === undefined ? records : boundEntries(records, entriesMax, source);
  const { entriesWanted } = hooks;
  const batches = entriesWanted === undefined ? bounded : firstEntries(bounded, entriesWanted);
  let writer: DatabaseWriter | undefined;
  let pass: IngestPass | undefined;
  try {
    const surveyed = facts.isComplete;
    const head = surveyed ? [] : await readHead(batches, facts);
    refuseLaterVersion(facts, source);
    const knowledge = new Knowledge(facts, options, report.add);
    const intake = new EntryIntake(knowledge, report);
    writer = input.makeWriter(plan.references ?? defaultReferencePatterns);
    const open = { knowledge, intake, report, writer, onlyFile: onlyFileOf(plan) };
    for (const batch of head) await takeBatch(batch, open, input);
    if (await takeRest(batches, open, input)) pass = open;
    return pass;
  } finally {
    await batches.return(undefined);
    if (pass === undefined) await writer?.abort();
  }
}

/** Passes records on until there are more entries than a source may hold. */
async function* boundEntries(batches: Batches, entriesMax: number, source: Source): Batches {
  let entries = 0;
  for await (const batch of batches) {
    for (const { kind } of batch) if (kind === 'entry') entries += 1;
    if (entries > entriesMax) {
      const problem = `holds more than ${entriesMax} entries, the most that entries-max allows`;
      throw new SourceError(source.location, problem, { reason: 'limit' });
    }
    yield batch;
  }
}

/** Passes records on up to an entry, and ends there. */
async function* firstEntries(batches: Batches, entriesWanted: number): Batches {
  let left = entriesWanted;
  for await (const batch of batches) {
    const end = batch.findIndex(({ kind }) => kind === 'entry' && --left < 0);
    yield end === -1 ? batch : batch.slice(0, end);
    if (end !== -1) return;
  }
}

/** @spec OPTIMADE 1.3.0, "OPTIMADE JSON Lines": a file tells the version that its content follows */
function refuseLaterVersion({ apiVersion }: SourceFacts, source: Source): void {
  if (apiVersion === undefined || !(Number.parseInt(apiVersion, 10) > 1)) return;
  const version = apiVersion.slice(0, 50);
  throw new SourceError(source.location, `follows OPTIMADE ${version}; versions up to 1 are read`);
}

/**
 * Reads ahead, as far as decisions need: header, meta and infos stand there, and the entries show their
 * names.
 */
async function readHead(batches: Batches, facts: SourceFacts): Promise<(readonly SourceRecord[])[]> {
  const head: (readonly SourceRecord[])[] = [];
  let entries = 0;
  while (entries < limits.surveyEntriesMax && head.length < limits.surveyBatchesMax) {
    const { value, done } = await batches.next();
    if (done === true) break;
    head.push(value);
    for (const record of value) {
      facts.add(record);
      if (record.kind === 'entry') entries += 1;
    }
    // Their bytes are there only as long as nothing else is asked for.
    if (value.some(({ kind }) => kind === 'attachment' || kind === 'archive')) break;
  }
  facts.endHead();
  return head;
}

/** False as soon as a record contradicts; the facts, where they are not complete, are then read to the end. */
async function takeRest(batches: Batches, pass: IngestPass, input: IngestPassInput): Promise<boolean> {
  const { facts } = input;
  const surveyed = facts.isComplete;
  let sound = true;
  for (;;) {
    const { value, done } = await batches.next();
    if (done === true) break;
    if (!surveyed) {
      for (const record of value) {
        if (record.kind === 'entry' || record.kind === 'malformed') continue;
        facts.add(record);
        if (sound && pass.intake.contradicts(record, facts)) sound = false;
      }
    }
    if (sound) await takeBatch(value, pass, input);
    await yieldToEventLoop();
  }
  facts.complete();
  return sound;
}

async function takeBatch(
  batch: readonly SourceRecord[],
  pass: IngestPass,
  input: IngestPassInput,
): Promise<void> {
  const { report } = pass;
  for (const record of batch) {
    switch (record.kind) {
      case 'entry':
        takeEntry(record, pass, input);
        break;
      case 'malformed': {
        const { line, file, problem } = record;
        report.countMalformed();
        report.add({ code: 'record-malformed', action: 'left out', detail: problem, line, file });
        break;
      }
      case 'file-issue':
        report.addFileIssue(record);
        break;
      case 'attachment':
        await keepAttachment(record, pass, input, (entry) => takeEntry(entry, pass, input));
        break;
      case 'archive':
        await keepArchive(record, pass, input);
    }
  }
}

function takeEntry(raw: RawEntry, pass: IngestPass, { options }: IngestPassInput): void {
  const { intake, writer, onlyFile } = pass;
  const entry = intake.take(raw);
  if (entry === undefined) return;
  const { archives = 'all' } = options;
  const origin = { line: raw.line, file: raw.file ?? onlyFile };
  writer.write(entry, origin, archives === 'all' ? raw.source : undefined);
}

/** Signals, timers and other work have their turn between batches. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
