import type { Settings } from '../config/index.ts';
import type { HttpLog } from '../http/index.ts';
import type { Terminal } from './terminal.ts';
import { styled } from './terminal.ts';

/** How requests and faults appear on standard error: for people, as JSON lines, or (faults only) not at all. */
export function requestLog(form: Settings['log'], { error: stream }: Terminal): HttpLog {
  return {
    request({ method, path, filter, status, count, milliseconds }) {
      if (form === 'none') return;
      if (form === 'json') {
        const event = {
          event: 'request',
          time: new Date().toISOString(),
          method,
          path,
          filter,
          status,
          count,
        };
        stream.write(`${JSON.stringify({ ...event, milliseconds: Number(milliseconds.toFixed(2)) })}\n`);
        return;
      }
      const style = status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
      const shown = filter === undefined ? '' : `  ${printable(filter)}`;
      const matches = count === undefined ? '' : `  ${count} found`;
      const time = `${milliseconds.toFixed(1)} ms`;
      stream.write(
        `${styled(stream, style, String(status))} ${method} ${printable(path)}${shown}${matches}  ${time}\n`,
      );
    },
    failure(reference, error) {
      const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
      stream.write(
        form === 'json'
          ? `${JSON.stringify({ event: 'failure', time: new Date().toISOString(), reference, error: story })}\n`
          : `Failure ${reference}: ${story}\n`,
      );
    },
  };
}

/** One line without control characters, since a request's text must not steer the terminal. */
function printable(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return line.length <= 300 ? line : `${line.slice(0, 300)}…`;
}
