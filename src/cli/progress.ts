import type { IngestProgress } from '../ingest/index.ts';
import type { Terminal } from './terminal.ts';
import { formatCount } from './terminal.ts';

const barWidth = 24;
const firstAfterMilliseconds = 1000;
const barEveryMilliseconds = 100;
const lineEveryMilliseconds = 10_000;

/**
 * Shows progress: on a terminal a bar after one second, elsewhere a line every ten seconds. Quick work shows nothing.
 */
export class ProgressDisplay {
  readonly #stream: NodeJS.WriteStream;
  readonly #name: string;
  readonly #started = performance.now();
  #shown = Number.NEGATIVE_INFINITY;
  #barDrawn = false;

  constructor(terminal: Terminal, name: string) {
    this.#stream = terminal.error;
    this.#name = name;
  }

  update(state: IngestProgress): void {
    const elapsed = performance.now() - this.#started;
    const every = this.#stream.isTTY ? barEveryMilliseconds : lineEveryMilliseconds;
    const first = this.#stream.isTTY ? firstAfterMilliseconds : lineEveryMilliseconds;
    if (elapsed < first || elapsed - this.#shown < every) return;
    this.#shown = elapsed;
    const rate = state.entries / (elapsed / 1000);
    const percent = `${Math.floor(state.fraction * 100)} %`;
    const text =
      `${this.#name}: ${state.stage} ${percent}, ${formatCount(state.entries)} entries, ` +
      `${formatCount(Math.round(rate))} entries/s`;
    if (this.#stream.isTTY) {
      const filled = Math.round(Math.min(1, state.fraction) * barWidth);
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
