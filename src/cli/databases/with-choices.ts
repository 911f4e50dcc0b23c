import { printable } from '../log/safe-text.ts';

/** What is wrong, with the options that choose among the files of a record, where that is what is wanted. */
export function withChoices(message: string, fileNames: readonly string[]): string {
  return [message, ...fileNames.map((name) => `  --file ${printable(name)}`)].join('\n');
}
