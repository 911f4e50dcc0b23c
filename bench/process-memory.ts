import { readFileSync } from 'node:fs';

/**
 * Private memory of a process in bytes: what it allocated, without the files that it maps or shares.
 * Undefined where the system does not tell (it does on Linux) or the process is gone.
 */
export function privateMemory(processId: number): number | undefined {
  return statusBytes(processId, 'RssAnon');
}

/**
 * The most memory that this process has held at once, in bytes, shared parts included. Undefined where the system does
 * not tell. (What `resourceUsage` gives is no less than what the process held that started this one.)
 */
export function peakMemory(): number | undefined {
  return statusBytes('self', 'VmHWM');
}

function statusBytes(process: number | 'self', field: string): number | undefined {
  let status: string;
  try {
    status = readFileSync(`/proc/${process}/status`, 'utf8');
  } catch {
    return undefined;
  }
  const match = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status);
  return match === null ? undefined : Number(match[1]) * 1024;
}

/** Looks at the memory of a process time and again until `stop`, which gives the highest value seen. */
export function watchMemory(processId: number): { stop(): number | undefined } {
  let highest = privateMemory(processId);
  const timer = setInterval(() => {
    const now = privateMemory(processId);
    if (now !== undefined) highest = Math.max(highest ?? 0, now);
  }, 25);
  return {
    stop() {
      clearInterval(timer);
      return highest;
    },
  };
}
