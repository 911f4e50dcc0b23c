import { printable } from '../log/safe-text.ts';
import type { Terminal } from '../terminal.ts';
import { formatBytes, formatCount, styled } from '../terminal.ts';
import type { ManagedDatabase } from './managed-databases.ts';

const headings = ['ID', 'STATE', 'ENTRIES', 'SIZE', 'LAST REQUEST', 'SOURCE'] as const;
/** Columns of numbers. */
const alignedRight: ReadonlySet<number> = new Set([2, 3]);
/** Less of a source tells nobody anything; the line is then longer than the terminal. */
const sourceWidthMin = 12;

/** A table with one line a database; what does not fit into a terminal is cut from the sources. */
export function formatDatabases(databases: readonly ManagedDatabase[], { out }: Terminal, now: Date): string {
  const rows = databases.map((database) => [
    database.id,
    stateText(database),
    database.entryCount === undefined ? '-' : formatCount(database.entryCount),
    database.fileBytes === undefined ? '-' : formatBytes(database.fileBytes),
    database.lastRequestAt === undefined ? '-' : ago(new Date(database.lastRequestAt), now),
    printable(database.source),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]!.length)),
  );
  const taken = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  const room = out.isTTY ? Math.max(sourceWidthMin, (out.columns ?? 100) - taken) : Number.POSITIVE_INFINITY;
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        if (column === cells.length - 1) return cell.length <= room ? cell : `${cell.slice(0, room - 1)}…`;
        return alignedRight.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
      })
      .join('  ');
  return [styled(out, 'dim', line(headings)), ...rows.map(line)].map((text) => `${text}\n`).join('');
}

/** `live`, `ingesting 40 %`, `dormant, ingesting`. */
function stateText({ state, progress }: ManagedDatabase): string {
  if (progress === undefined) return state;
  const fraction = progress.fraction === undefined ? '' : ` ${Math.floor(progress.fraction * 100)} %`;
  const activity = progress.stage === 'queued' ? 'queued' : `${progress.stage}${fraction}`;
  return state === 'ingesting' ? activity : `${state}, ${activity}`;
}

const steps: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** `now`, `5 min ago`, `3 d ago`. */
function ago(time: Date, now: Date): string {
  const seconds = (now.getTime() - time.getTime()) / 1000;
  for (const [size, unit] of steps) {
    if (seconds >= size) return `${Math.floor(seconds / size)} ${unit} ago`;
  }
  return 'now';
}
