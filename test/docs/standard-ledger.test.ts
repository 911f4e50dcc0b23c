import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const ledger = read('docs', 'reference', 'standard.md');
const decisions = read('docs', 'explanation', 'decisions.md');

const rows = Array.from(
  ledger.matchAll(/^\| ([A-Z]+-\d\d) \| (.+) \| (.*) \|$/gm),
  ([, id, rule, shownBy]) => ({
    id: id!,
    rule: rule!,
    shownBy: shownBy!,
  }),
);

/** The ids that a test file names outside of comments, which is in titles. `META-01..03` names three. */
function idsIn(file: string): ReadonlySet<string> {
  const code = read('test', file).replaceAll(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '');
  const ids = new Set<string>();
  for (const [, section, first, last = first] of code.matchAll(/\b([A-Z]{2,4})-(\d\d)(?:\.\.(\d\d))?\b/g)) {
    for (let number = Number(first); number <= Number(last); number += 1) {
      ids.add(`${section}-${String(number).padStart(2, '0')}`);
    }
  }
  return ids;
}

describe('the ledger of the standard', () => {
  test('lists each rule once', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(300);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test.each(rows)('$id is shown where the ledger says, or not claimed for a reason', ({ id, shownBy }) => {
    if (shownBy.startsWith('not claimed')) {
      expect(shownBy).toMatch(/^not claimed: \S.{10,}/);
      return;
    }
    const files = Array.from(shownBy.matchAll(/`([^`]+)`/g), ([, file]) => file!);
    expect(files).not.toHaveLength(0);
    for (const file of files) {
      expect(existsSync(join(root, 'test', file)), file).toBe(true);
      expect(idsIn(file).has(id), `${id} in a title of ${file}`).toBe(true);
    }
  });

  test('and the decisions know every id that a test names', () => {
    const known = new Set(rows.map(({ id }) => id));
    for (const [, id] of decisions.matchAll(/^\| (BUG-\d\d) \|/gm)) known.add(id!);
    const sections = new Set(Array.from(known, (id) => id.split('-')[0]!));
    const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
    const named = [
      ...files.filter((file) => file.endsWith('.test.ts')).flatMap((file) => [...idsIn(file)]),
      ...Array.from(decisions.matchAll(/\b[A-Z]{2,4}-\d\d\b/g), ([id]) => id),
    ];
    expect(named.filter((id) => sections.has(id.split('-')[0]!) && !known.has(id))).toEqual([]);
  });
});
