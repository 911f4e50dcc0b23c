import type { Terminal, TerminalStream } from './terminal.ts';
import { formatBytes, formatCount } from './terminal.ts';

const barWidth = 24;
const firstAfterMilliseconds = 1000;
const barEveryMilliseconds = 100;
const lineEveryMilliseconds = 10_000;

/** How far work has come, wherever it is done. */
export interface ProgressState {
  readonly stage: 'queued' | 'fetching' | 'surveying' | 'reading' | 'indexing' | 'writing';
  /** Of this stage, 0 to 1; undefined where that cannot be told. */
  readonly fraction: number | undefined;
  readonly entries: number;
  /** Read so far, where the source has several. */
  readonly files?: number;
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
  #stage: ProgressState['stage'] | undefined;
  #stageStarted = this.#started;
  #shown = Number.NEGATIVE_INFINITY;
  #barDrawn = false;

  constructor(terminal: Terminal, name: string) {
    this.#stream = terminal.error;
    this.#name = name;
  }

  update(state: ProgressState): void {
    const now = performance.now();
    if (state.stage !== this.#stage) {
      this.#stage = state.stage;
      this.#stageStarted = now;
    }
    const elapsed = now - this.#started;
    const every = this.#stream.isTTY ? barEveryMilliseconds : lineEveryMilliseconds;
    const first = this.#stream.isTTY ? firstAfterMilliseconds : lineEveryMilliseconds;
    if (elapsed < first || elapsed - this.#shown < every) return;
    this.#shown = elapsed;
    const text = `${this.#name}: ${describe(state, (now - this.#stageStarted) / 1000)}`;
    if (this.#stream.isTTY) {
      const filled = Math.round(Math.min(1, state.fraction ?? 0) * barWidth);
      const bar = `[${'='.repeat(filled)}${' '.repeat(barWidth - filled)}] ${text}`;
      this.#stream.write(`\r\u001b[K${bar.slice(0, (this.#stream.columns || 100) - 1)}`);
      this.#barDrawn = true;
    } else this.#stream.write(`${text}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#barDrawn) this.#stream.write('\r\u001b[K');
    this.#barDrawn = false;
  }
}

/** `reading 41 %, 1,234 files, 1,230 entries, 310 files/s`. */
function describe(state: ProgressState, seconds: number): string {
  const { stage, fraction, entries, files = 1, bytes } = state;
  const percent = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)} %`;
  if (stage === 'queued') return 'waiting for other ingestions';
  if (stage === 'fetching') return `fetching${percent}, ${formatBytes(bytes)}`;
  const parts = [`${stage}${percent}`];
  if (files > 1) parts.push(`${formatCount(files)} files`);
  if (entries > 0) parts.push(`${formatCount(entries)} entries`);
  // Of many files with an entry each, or a few with many, what moves is shown.
  const [count, noun] = files > entries ? [files, 'files'] : [entries, 'entries'];
  if (count > 1 && (stage === 'surveying' || stage === 'reading')) {
    parts.push(`${formatCount(Math.round(count / Math.max(seconds, 0.001)))} ${noun}/s`);
  }
  return parts.join(', ');
}
