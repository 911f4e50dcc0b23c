import type { Terminal, TerminalStream } from './terminal.ts';
import { formatBytes, formatCount } from './terminal.ts';

const barWidth = 24;
const firstAfterMilliseconds = 1000;
const barEveryMilliseconds = 100;
const lineEveryMilliseconds = 10_000;

/** How far work has come, wherever it is done. */
export interface ProgressState {
  readonly stage: 'queued' | 'fetching' | 'reading' | 'indexing';
  /** Of this stage, 0 to 1; undefined where that cannot be told. */
  readonly fraction: number | undefined;
  readonly entries: number;
  /** Fetched so far. */
  readonly bytes: number;
}

/**
 * Shows progress: on a terminal a bar after one second, elsewhere a line every ten seconds. Quick work shows nothing.
 */
export class ProgressDisplay {
  readonly #stream: TerminalStream;
  readonly #name: string;
  readonly #started = performance.now();
  #shown = Number.NEGATIVE_INFINITY;
  #barDrawn = false;

  constructor(terminal: Terminal, name: string) {
    this.#stream = terminal.error;
    this.#name = name;
  }

  update(state: ProgressState): void {
    const elapsed = performance.now() - this.#started;
    const every = this.#stream.isTTY ? barEveryMilliseconds : lineEveryMilliseconds;
    const first = this.#stream.isTTY ? firstAfterMilliseconds : lineEveryMilliseconds;
    if (elapsed < first || elapsed - this.#shown < every) return;
    this.#shown = elapsed;
    const text = `${this.#name}: ${describe(state, elapsed / 1000)}`;
    if (this.#stream.isTTY) {
      const filled = Math.round(Math.min(1, state.fraction ?? 0) * barWidth);
      const bar = `[${'='.repeat(filled)}${' '.repeat(barWidth - filled)}] ${text}`;
      this.#stream.write(`\r\u001b[K${bar.slice(0, (this.#stream.columns ?? 100) - 1)}`);
      this.#barDrawn = true;
    } else this.#stream.write(`${text}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#barDrawn) this.#stream.write('\r\u001b[K');
    this.#barDrawn = false;
  }
}

function describe({ stage, fraction, entries, bytes }: ProgressState, seconds: number): string {
  const percent = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)} %`;
  if (stage === 'queued') return 'waiting for other ingestions';
  if (stage === 'fetching') return `fetching${percent}, ${formatBytes(bytes)}`;
  const rate = formatCount(Math.round(entries / seconds));
  return `${stage}${percent}, ${formatCount(entries)} entries, ${rate} entries/s`;
}
