/** Text of others, made fit for a terminal and a log. */
import { steeringCharacters } from '../../base/index.ts';

const lineTextLengthMax = 300;
/** Programs may want the whole of a text; a filter of a megabyte would fill the disk. */
const jsonTextLengthMax = 4_000;

/** One line without control characters, since a request's text must not steer the terminal. */
export function printable(text: string): string {
  return clip(text.replace(steeringCharacters, ' '), lineTextLengthMax);
}

/** The value is unchanged but for its length: what could steer a terminal is escaped as JSON allows. */
export function jsonLine(event: object): string {
  const bounded = (_: string, value: unknown) =>
    typeof value === 'string' ? clip(value, jsonTextLengthMax) : value;
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(event, bounded).replace(steeringCharacters, escaped)}\n`;
}

function clip(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
