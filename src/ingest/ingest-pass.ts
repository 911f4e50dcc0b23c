import type { DatabaseWriter } from '../backend/index.ts';
import { limits } from '../base/index.ts';
import { EntryIntake } from './entry/entry-intake.ts';
import type { IngestHooks } from './ingest-hooks.ts';
import type { IngestOptions } from './ingest-options.ts';
import { Knowledge } from './knowledge.ts';
import { readRecords } from './reader/read-records.ts';
import type { SourceRecord } from './reader/source-record.ts';
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
}

export interface IngestPassInput {
  readonly source: Source;
  readonly makeWriter: () => DatabaseWriter;
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
  const { source, facts, hooks, options } = input;
  const report = new ReportCollector();
  const onProgress = (bytesRead: number) =>
    hooks.onProgress?.({
      stage: 'reading',
      fraction: Math.min(1, bytesRead / Math.max(1, source.sizeBytes)),
      entries: report.stored,
    });
  const { signal } = hooks;
  const records = readRecords(source, { onProgress, ...(signal === undefined ? {} : { signal }) });
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
    writer = input.makeWriter();
    const open = { knowledge, intake, report, writer };
    for (const batch of head) takeBatch(batch, open);
    if (await takeRest(batches, open, surveyed ? undefined : facts)) pass = open;
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
  }
  facts.endHead();
  return head;
}

/**
 * False as soon as a record contradicts; the facts are then read to the end. `facts` is undefined in a second
 * pass.
 */
async function takeRest(
  batches: Batches,
  pass: IngestPass,
  facts: SourceFacts | undefined,
): Promise<boolean> {
  let sound = true;
  for (;;) {
    const { value, done } = await batches.next();
    if (done === true) break;
    if (facts !== undefined) {
      for (const record of value) {
        if (record.kind === 'entry' || record.kind === 'malformed') continue;
        facts.add(record);
        if (sound && pass.intake.contradicts(record, facts)) sound = false;
      }
    }
    if (sound) takeBatch(value, pass);
    await yieldToEventLoop();
  }
  facts?.complete();
  return sound;
}

function takeBatch(batch: readonly SourceRecord[], { intake, report, writer }: IngestPass): void {
  for (const record of batch) {
    if (record.kind === 'malformed') {
      report.countMalformed();
      const { line, problem } = record;
      report.add({ code: 'record-malformed', action: 'left out', detail: problem, line });
    } else if (record.kind === 'entry') {
      const entry = intake.take(record);
      if (entry !== undefined) writer.write(entry, { line: record.line });
    }
  }
}

/** Signals, timers and other work have their turn between batches. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
