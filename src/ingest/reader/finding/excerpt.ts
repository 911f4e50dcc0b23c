import { steeringCharacters } from '../../../base/index.ts';

const excerptLength = 60;

/** The start of a text in quotation marks, fit for a message; reports group messages that differ only in such. */
export function excerpt(text: string): string {
  const start = text.slice(0, 4 * excerptLength).trim();
  const shown = start.length <= excerptLength ? start : `${start.slice(0, excerptLength)}…`;
  // JSON escapes only some of them.
  return JSON.stringify(shown).replace(steeringCharacters, '\ufffd');
}
