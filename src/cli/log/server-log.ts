/** What a server tells on standard error: for people, as JSON lines, or only what went wrong. Each call writes once. */
import type { Settings } from '../../config/index.ts';
import type { HttpLog } from '../../http/index.ts';
import type { AuditEvent, RegistryLog } from '../../registry/index.ts';
import type { Terminal, TerminalStream } from '../terminal.ts';
import { styled } from '../terminal.ts';
import { jsonLine, printable } from './safe-text.ts';

/** What requests, registry and supervisor have to tell. */
export interface ServerLog extends HttpLog, RegistryLog {
  /** What became of a process that serves. */
  worker(pid: number, change: 'ended' | 'started', detail: string): void;
}

export function serverLog(form: Settings['log'], { error: stream }: Terminal): ServerLog {
  if (form === 'json') return jsonLog(stream);
  const pretty = prettyLog(stream);
  const silent = () => {};
  return form === 'pretty' ? pretty : { ...pretty, request: silent, audit: silent };
}

function jsonLog(stream: TerminalStream): ServerLog {
  const write = (event: string, facts: object) =>
    stream.write(jsonLine({ event, time: new Date().toISOString(), ...facts }));
  return {
    request: ({ milliseconds, ...facts }) =>
      write('request', { ...facts, milliseconds: Number(milliseconds.toFixed(2)) }),
    audit: (event) => write('audit', event),
    failure: (reference, error) => write('failure', { reference, error: storyOf(error) }),
    worker: (pid, change, detail) => write('worker', { pid, change, detail }),
  };
}

function prettyLog(stream: TerminalStream): ServerLog {
  const write = (...parts: readonly string[]) =>
    stream.write(`${parts.filter((part) => part !== '').join('  ')}\n`);
  return {
    request({ method, path, filter, status, count, milliseconds }) {
      const style = status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
      write(
        `${styled(stream, style, String(status))} ${method} ${printable(path)}`,
        filter === undefined ? '' : printable(filter),
        count === undefined ? '' : `${count} found`,
        `${milliseconds.toFixed(1)} ms`,
      );
    },
    audit({ action, id, location, detail }) {
      const style = auditStyles[action] ?? 'cyan';
      write(
        `${styled(stream, style, action)} ${printable(id)}`,
        printable(location),
        printable(detail ?? ''),
      );
    },
    failure(reference, error) {
      stream.write(
        `Failure ${printable(reference)}: ${storyOf(error).split('\n').map(printable).join('\n')}\n`,
      );
    },
    worker: (pid, change, detail) => write(`worker ${pid} ${change}`, printable(detail)),
  };
}

const auditStyles: Partial<Record<AuditEvent['action'], 'green' | 'yellow' | 'red'>> = {
  published: 'green',
  failed: 'red',
  evicted: 'yellow',
  removed: 'yellow',
};

function storyOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
