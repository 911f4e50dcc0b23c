/** Durations in milliseconds, summed up. */
export interface Latencies {
  readonly p50: number;
  readonly p99: number;
  readonly repeats: number;
}

export function summarize(milliseconds: readonly number[]): Latencies {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { p50: at(0.5), p99: at(0.99), repeats: sorted.length };
}

/** Does something again and again, first unmeasured to warm up, and never less than ten times. */
export async function measure(action: () => Promise<unknown>, repeatsMax: number, secondsMax: number) {
  for (let repeat = 0; repeat < Math.min(20, repeatsMax); repeat += 1) await action();
  const durations: number[] = [];
  const end = performance.now() + secondsMax * 1000;
  while (durations.length < repeatsMax && (durations.length < 10 || performance.now() < end)) {
    const started = performance.now();
    await action();
    durations.push(performance.now() - started);
  }
  return summarize(durations);
}
