/**
 * Ingestion as a table of contents: plan what of the source is served, survey the head of that, take in its entries one
 * by one, index what was written, describe and publish it. Memory is bounded whatever the size of the source; nothing is
 * left behind where it fails or is called off.
 */
import type { DuplicateEntry } from '../backend/index.ts';
import { InvariantError } from '../base/index.ts';
import type { DatasetPlan } from './dataset/dataset-plan.ts';
import { onlyFileOf } from './dataset/only-file.ts';
import { planDataset } from './dataset/plan-dataset.ts';
import { defaultPrefix } from './default-prefix.ts';
import { defineEntryTypes, describeDatabase } from './describe-database.ts';
import type { IngestHooks, IngestResult } from './ingest-hooks.ts';
import type { IngestOptions } from './ingest-options.ts';
import type { IngestPass, IngestPassInput, MakeWriter } from './ingest-pass.ts';
import { readPass } from './ingest-pass.ts';
import type { Source } from './source/source.ts';
import { SourceFacts } from './source-facts.ts';

/**
 * Reads a source into a database. `makeWriter` is called once, or twice where late lines of the source
 * contradict what its head had led to; the writer that is not published was aborted.
 *
 * Errors: faults of the data are in the report and never throw. What source, reader and writer throw passes
 * through, after the writer was aborted.
 */
export async function ingest(
  source: Source,
  makeWriter: MakeWriter,
  options: IngestOptions,
  hooks: IngestHooks,
): Promise<IngestResult> {
  const plan = await planDataset(source.tree, {
    location: source.location,
    nestedBundles: options.nestedBundles,
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress?.({ stage: 'surveying', fraction, entries: 0 }),
  });
  const settled = settledOptions(options, plan);
  const facts = new SourceFacts(isPrefixAssumed(plan, settled) ? defaultPrefix : undefined);
  const input = { source, plan, makeWriter, options: settled, hooks, facts };
  const pass = (await readPass(input)) ?? (await readPass(input));
  if (pass === undefined) throw new InvariantError('a second pass knows all that could contradict it');
  try {
    return await conclude(pass, input);
  } catch (error) {
    await pass.writer.abort();
    throw error;
  }
}

/** What the caller leaves open, the plan may decide. */
function settledOptions(options: IngestOptions, { settings }: DatasetPlan): IngestOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...options, ...settings, ...Object.fromEntries(given) };
}

/** Whether names are given a prefix that nobody has told. OPTIMADE JSON comes with names of its own. */
function isPrefixAssumed({ selections }: DatasetPlan, { prefix }: IngestOptions): boolean {
  return prefix === undefined && selections.some(({ entryType }) => entryType !== '');
}

async function conclude(
  pass: IngestPass,
  { source, plan, options, hooks }: IngestPassInput,
): Promise<IngestResult> {
  const { knowledge, intake, report, writer } = pass;
  intake.finish();
  const definitions = defineEntryTypes(knowledge, intake, report.add);
  const {
    duplicates,
    entryTypes: written,
    archives,
  } = await writer.index(definitions, (fraction) => {
    hooks.signal?.throwIfAborted();
    hooks.onProgress?.({ stage: 'indexing', fraction, entries: report.stored });
  });
  const isOneFile = onlyFileOf(plan) !== undefined;
  for (const duplicate of duplicates) report.addDuplicate(isOneFile ? withoutFile(duplicate) : duplicate);
  report.noteArchives(archives);
  const isEmpty = report.stored + archives.looseCount === 0;
  if (isEmpty) {
    report.add({
      code: 'nothing-stored',
      action: 'left out',
      detail: 'the source holds no entry and no archive that can be served',
    });
  }
  const finished = report.finish({
    source: source.location,
    format: plan.name,
    prefix: knowledge.prefix,
  });
  hooks.signal?.throwIfAborted();
  if (isEmpty || (options.strict && finished.hasErrors)) {
    await writer.abort();
    return { report: finished, description: undefined };
  }
  const description = describeDatabase({
    plan,
    knowledge,
    intake,
    definitions,
    written,
    options,
    checksum: await source.checksum(),
    ingestedAt: hooks.ingestedAt,
  });
  await writer.publish(description);
  return { report: finished, description };
}

/** Where there is but one file, its name tells nothing. */
function withoutFile(duplicate: DuplicateEntry): DuplicateEntry {
  const { origin, firstOrigin } = duplicate;
  return { ...duplicate, origin: { line: origin.line }, firstOrigin: { line: firstOrigin.line } };
}
