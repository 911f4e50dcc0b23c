import type { Settings } from '../config/index.ts';
import type { HttpLog } from '../http/index.ts';
import type { Terminal } from './terminal.ts';
import { styled } from './terminal.ts';

/** How requests and faults appear on standard error: for people, as JSON lines, or only the faults. */
export function requestLog(form: Settings['log'], { error: stream }: Terminal): HttpLog {
  return {
    request({ method, path, filter, status, count, milliseconds }) {
      if (form === 'none') return;
      if (form === 'json') {
        const event = {
          event: 'request',
          time: new Date().toISOString(),
          method,
          path: clip(path, jsonTextLengthMax),
          filter: filter === undefined ? undefined : clip(filter, jsonTextLengthMax),
          status,
          count,
        };
        stream.write(jsonLine({ ...event, milliseconds: Number(milliseconds.toFixed(2)) }));
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
          ? jsonLine({ event: 'failure', time: new Date().toISOString(), reference, error: story })
          : `Failure ${reference}: ${story.split('\n').map(printable).join('\n')}\n`,
      );
    },
  };
}

/** What could steer a terminal: control characters, and those that turn the direction of text. */
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const lineTextLengthMax = 300;
/** Programs may want the whole of a text; a filter of a megabyte would fill the disk. */
const jsonTextLengthMax = 4_000;

/** One line without control characters, since a request's text must not steer the terminal. */
function printable(text: string): string {
  return clip(text.replace(steering, ' '), lineTextLengthMax);
}

/** The value is unchanged: what could steer a terminal is escaped as JSON allows. */
function jsonLine(event: object): string {
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(event).replace(steering, escaped)}\n`;
}

function clip(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
