import { loadavg } from 'node:os';
import { machine } from '../machine.ts';

/** One thing that is tried on the real program. */
export interface Scenario {
  /** One sentence: what is done. */
  readonly about: string;
  /** Sizes by name, with their defaults. */
  readonly sizes: Readonly<Record<string, number>>;
  run(trial: Trial): Promise<void>;
}

/** What a scenario is given, and what it tells: figures, and promises that were kept or broken. */
export class Trial {
  /** For whatever it writes; gone at the end. */
  readonly folder: string;
  readonly #sizes: Readonly<Record<string, number>>;
  readonly #lines: string[] = [];
  #broken = 0;

  constructor(name: string, sizes: Readonly<Record<string, number>>, folder: string) {
    this.folder = folder;
    this.#sizes = sizes;
    const chosen = Object.entries(sizes).map(([size, value]) => `--${size} ${value}`);
    this.#lines.push(
      `# ${[name, ...chosen].join(' ')}`,
      `${machine()}; load before: ${loadavg()[0]!.toFixed(1)}`,
    );
  }

  size(name: string): number {
    const value = this.#sizes[name];
    if (value === undefined) throw new Error(`there is no size "${name}"`);
    return value;
  }

  /** Says on standard error what goes on. */
  step(text: string): void {
    process.stderr.write(`${text} …\n`);
  }

  figure(name: string, value: string | number): void {
    const shown = typeof value === 'number' ? value.toLocaleString('en-US') : value;
    this.#lines.push(`- ${name}: ${shown}`);
  }

  /** @param faults what breaks it; the first few are shown */
  promise(sentence: string, faults: readonly string[]): void {
    if (faults.length > 0) this.#broken += 1;
    this.#lines.push(`- ${faults.length === 0 ? 'kept' : `BROKEN (${faults.length} times)`}: ${sentence}`);
    for (const fault of faults.slice(0, 10)) this.#lines.push(`    - ${fault}`);
  }

  get isBroken(): boolean {
    return this.#broken > 0;
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/** Faults of a promise that holds or not. */
export function unless(held: boolean, fault: string): readonly string[] {
  return held ? [] : [fault];
}
