import { byte } from '../bytes.ts';
import { foreignEncoding } from '../foreign-format.ts';
import { detectJsonFormat } from './detect-json-format.ts';
import { isTable } from './detect-table.ts';
import { detectTextFormat } from './detect-text-format.ts';
import type { FileFormat } from './file-format.ts';

const bytesShown = 64 * 1024;

/**
 * What a file is, by the beginning of its content; its name only decides between what the content leaves open.
 * Undefined for what gives neither entries nor properties of them: prose, logs, pictures, scripts. A bundle, and an
 * AiiDA archive with them, is not told here: see `FileTree.openBundle`.
 *
 * @param path as in its tree
 * @param head the first 64 KiB, decompressed
 * @param isWhole whether that is all of it
 */
export function detectFileFormat(path: string, head: Buffer, isWhole: boolean): FileFormat | undefined {
  if (head.includes(0) || foreignEncoding(head) !== undefined) return undefined;
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const text = head.toString('utf8', start, bytesShown);
  const content = text.trimStart();
  const first = content.charCodeAt(0);
  if (first === byte.openBrace || first === byte.openBracket) return detectJsonFormat(content);
  if (content === '' || content.startsWith('<')) return undefined;
  const format = detectTextFormat(path, text);
  if (format !== undefined) return format;
  return isTable(path, text, isWhole) ? 'table' : undefined;
}
