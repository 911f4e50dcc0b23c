// The text of /versions.
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import { beText, isText } from './judge.ts';
import { root } from './place.ts';

/** The lines of the text, without the empty one after a last line end. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** A judgement of the lines, each without the CR that CSV may have before LF. */
function ofLines(judge: (lines: readonly string[]) => string | undefined): Judge {
  return (text) => (isText(text) ? judge(linesOf(text).map((line) => line.replace(/\r$/, ''))) : undefined);
}

const majors = (lines: readonly string[]): readonly string[] => lines.slice(1);

/** @spec OPTIMADE 1.3.0, "Versions Endpoint" */
export const versionsRules: readonly DocumentRule[] = [
  must('versions-are-text', root, beText),
  must(
    'versions-begin-with-their-header',
    root,
    ofLines((lines) => (lines[0] === 'version' ? undefined : 'must begin with a line "version"')),
  ),
  must(
    'versions-name-a-version',
    root,
    ofLines((lines) => (majors(lines).length > 0 ? undefined : 'must name a version')),
  ),
  must(
    'versions-are-major-numbers',
    root,
    ofLines((lines) =>
      majors(lines).every((line) => /^(?:0|[1-9]\d*)$/.test(line))
        ? undefined
        : 'must have one major number a line',
    ),
  ),
  must(
    'versions-are-named-once',
    root,
    ofLines((lines) =>
      new Set(majors(lines)).size === majors(lines).length ? undefined : 'must name each version once',
    ),
  ),
  // RFC 4180 has CRLF, the standard's example LF, which simple clients can split by.
  should('versions-have-plain-line-ends', root, (text) =>
    isText(text) && text.includes('\r') ? 'must end lines with LF alone' : undefined,
  ),
];
