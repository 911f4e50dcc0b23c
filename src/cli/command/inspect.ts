import type {
  EntrySummary,
  EntryTypeSummary,
  IngestHooks,
  IngestOptions,
  IngestReport,
  PropertySummary,
  Source,
} from '../../ingest/index.ts';
import { ingest, SummaryWriter } from '../../ingest/index.ts';
import { CliError } from '../cli-error.ts';
import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { formatBytes, formatCount, styled } from '../terminal.ts';
import { whyNothing } from '../why-nothing.ts';
import { withSource } from '../with-source.ts';

/** A source as `ingest` read it. */
interface Inspection {
  readonly sizeBytes: number;
  readonly report: IngestReport;
  readonly found: EntrySummary;
}

/** `respawn inspect`: what is in a source, as it would be served. */
export async function runInspect(text: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { settings, warnings } = gatherSettings([text], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  const file = flags.file as string | undefined;
  const { sizeBytes, report, found } = await stoppable(terminal, (signal) =>
    withSource({ text, file, settings, signal, terminal }, (source, hooks) =>
      inspect(source, settings.ingest, hooks),
    ),
  );
  if (flags.json === true) {
    const summary = { source: text, sizeBytes, format: report.format, prefix: report.prefix, ...found };
    terminal.out.write(`${JSON.stringify({ ...summary, issues: report.counts }, undefined, 2)}\n`);
    return;
  }
  const lines = [
    styled(terminal.out, 'bold', text),
    `  Format     ${report.format}, ${formatBytes(sizeBytes)}`,
    `  Prefix     _${report.prefix}_`,
    `  Issues     ${issueCounts(report)}`,
    ...elementLines(found),
    ...archiveLines(found),
    ...found.entryTypes.flatMap((entryType) => ['', ...entryTypeLines(entryType, terminal)]),
  ];
  terminal.out.write(`${lines.join('\n')}\n`);
}

async function inspect(source: Source, options: IngestOptions, hooks: IngestHooks): Promise<Inspection> {
  const writers: SummaryWriter[] = [];
  const createWriter = () => {
    const writer = new SummaryWriter();
    writers.push(writer);
    return writer;
  };
  const { report, description } = await ingest(source, createWriter, options, hooks);
  if (description === undefined) throw new CliError(whyNothing(report), 1);
  return { sizeBytes: source.sizeBytes, report, found: writers.at(-1)!.summary() };
}

function issueCounts({ counts }: IngestReport): string {
  return Object.entries(counts)
    .map(([severity, count]) => `${formatCount(count)} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** What is neither none nor all is not shown as such. */
function shareOf(part: number, all: number): string {
  const percent = Math.round((part / all) * 100);
  if (percent === 0 && part > 0) return '<1 %';
  return percent === 100 && part < all ? '>99 %' : `${percent} %`;
}

function elementLines({ elements }: EntrySummary): string[] {
  if (elements.length === 0) return [];
  const shown = elements.map(({ symbol, count }) => `${symbol} ${formatCount(count)}`);
  return [`  Elements   ${elements.length}: ${shown.join(', ')}`];
}

function archiveLines({ archives: { records, files } }: EntrySummary): string[] {
  const ofFiles = files === 1 ? '1 file' : `${formatCount(files)} files`;
  const parts = [
    ...(records === 0 ? [] : [`${formatCount(records)} from the records of entries`]),
    ...(files === 0 ? [] : [`${ofFiles} below archive/`]),
  ];
  return parts.length === 0 ? [] : [`  Archives   ${parts.join(', ')}`];
}

function entryTypeLines({ name, count, properties }: EntryTypeSummary, { out }: Terminal): string[] {
  const rows = properties.map((property) => [
    property.name,
    property.unit === 'inapplicable' || property.unit === 'dimensionless'
      ? property.type
      : `${property.type} (${property.unit})`,
    shareOf(property.known, count),
    describeValues(property),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return [
    styled(out, 'bold', `${name}: ${formatCount(count)}`),
    ...rows.map(
      ([property, type, fill, values]) =>
        `  ${property!.padEnd(widths[0]!)}  ${type!.padEnd(widths[1]!)}  ${fill!.padStart(widths[2]!)}  ${values}`,
    ),
  ];
}

function describeValues({ range, examples }: PropertySummary): string {
  if (range?.of === 'value') return `${range.minimum} to ${range.maximum}`;
  if (range?.of === 'length') {
    return range.minimum === range.maximum
      ? `${range.minimum} items`
      : `${range.minimum} to ${range.maximum} items`;
  }
  return examples.map((example) => JSON.stringify(example)).join(', ');
}
