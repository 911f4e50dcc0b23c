/** Pieces of YAML text that any reader of YAML 1.1 or 1.2 takes for the same. */
import type { JsonValue } from '../../../base/index.ts';

/** Words that are no text in one of the versions. */
const specialWord = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** A text; in quotes where it could be taken for anything else. */
export function yamlText(text: string): string {
  const isPlain = /^[A-Za-z][\w-]*$/.test(text) && !specialWord.test(text);
  return isPlain ? text : quoted(text);
}

/** Any value, on one line. */
export function yamlValue(value: unknown): string {
  return escapeUnprintable(JSON.stringify(value));
}

function quoted(text: string): string {
  return escapeUnprintable(JSON.stringify(text));
}

/** Characters that JSON may hold as they are, and YAML takes for ends of lines or not at all. */
function escapeUnprintable(json: string): string {
  return json.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const exampleLengthMax = 60;

/** Values for a comment: short, on one line. */
export function yamlExamples(values: readonly JsonValue[]): string {
  return values
    .map((value) => yamlValue(value))
    .map((text) => (text.length > exampleLengthMax ? `${text.slice(0, exampleLengthMax)}…` : text))
    .join(', ');
}
