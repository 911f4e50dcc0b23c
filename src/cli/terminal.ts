import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Often a terminal, but for all that a command does it may be any stream. */
export type TerminalStream = NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

/** Where a command writes: results to `out`, everything said beside them to `error`. */
export interface Terminal {
  readonly out: TerminalStream;
  readonly error: TerminalStream;
}

/** Colors a text where the stream is a terminal that wants colors (`NO_COLOR` is honored). */
export function styled(stream: TerminalStream, style: Style, text: string): string {
  return styleText(style, text, { stream });
}

/** Whether other processes should color what they write to this stream by way of us. */
export function wantsColors(stream: TerminalStream): boolean {
  return styleText('bold', '', { stream }) !== '';
}

/** `1,234`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `41 MB`; decimal units, two digits at most. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `412 ms`, `3.4 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
