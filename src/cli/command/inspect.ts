import type { EntrySummary, EntryTypeSummary, PropertySummary } from '../../ingest/index.ts';
import { describeFormat, ingest, SummaryWriter } from '../../ingest/index.ts';
import { CliError } from '../cli-error.ts';
import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { formatBytes, formatCount, styled } from '../terminal.ts';
import { openOne, withProgress } from './build-databases.ts';

/** `respawn inspect`: what is in a source, as it would be served. */
export async function runInspect(location: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { settings, warnings } = gatherSettings([location], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  const source = await openOne(location);
  const writers: SummaryWriter[] = [];
  const createWriter = () => {
    const writer = new SummaryWriter();
    writers.push(writer);
    return writer;
  };
  const { report, description } = await stoppable(terminal, (signal) =>
    withProgress(source, signal, terminal, (hooks) => ingest(source, createWriter, settings.ingest, hooks)),
  );
  if (description === undefined) {
    throw new CliError('the data hold errors, and --strict was asked for; respawn check names them.', 1);
  }
  const format = await describeFormat(source);
  const summary = {
    source: location,
    sizeBytes: source.sizeBytes,
    format: format.name,
    prefix: report.prefix,
  };
  const found = writers.at(-1)!.summary();
  if (flags.json === true) {
    terminal.out.write(`${JSON.stringify({ ...summary, ...found, issues: report.counts }, undefined, 2)}\n`);
    return;
  }
  const lines = [
    styled(terminal.out, 'bold', location),
    `  Format     ${format.name}, ${formatBytes(source.sizeBytes)}`,
    `  Prefix     _${report.prefix}_`,
    `  Issues     ${report.counts.error} errors, ${report.counts.warning} warnings, ${report.counts.note} notes`,
    ...elementLines(found),
    ...found.entryTypes.flatMap((entryType) => ['', ...entryTypeLines(entryType, terminal)]),
  ];
  terminal.out.write(`${lines.join('\n')}\n`);
}

function elementLines({ elements }: EntrySummary): string[] {
  if (elements.length === 0) return [];
  const shown = elements.map(({ symbol, count }) => `${symbol} ${formatCount(count)}`);
  return [`  Elements   ${elements.length}: ${shown.join(', ')}`];
}

function entryTypeLines({ name, count, properties }: EntryTypeSummary, { out }: Terminal): string[] {
  const rows = properties.map((property) => [
    property.name,
    property.unit === 'inapplicable' || property.unit === 'dimensionless'
      ? property.type
      : `${property.type} (${property.unit})`,
    `${Math.round((property.known / count) * 100)} %`,
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
