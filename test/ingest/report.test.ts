import { expect, test } from 'vitest';
import { limits } from '../../src/base/index.ts';
import { formatReport } from '../../src/ingest/format-report.ts';
import { ReportCollector } from '../../src/ingest/report.ts';

const origin = { source: 'data.json', format: 'a JSON list of flat documents', prefix: 'exmpl' };
const invalid = { code: 'value-invalid', action: 'set to unknown', detail: 'x is 1, not string' } as const;

test('people see the weightiest issues, what was derived and how many more there are', () => {
  const report = new ReportCollector();
  report.countRead('structures');
  report.countStored('structures');
  report.countDerived('structures', 'nsites');
  for (let index = 0; index < 10; index += 1)
    report.add({ ...invalid, property: `p${index}`, line: index + 1 });
  report.add({ ...invalid, property: 'p3', line: 20 });
  report.add({ code: 'type-assumed', action: 'changed', detail: 'a note' });
  const lines = formatReport(report.finish(origin)).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines.slice(0, 4)).toEqual([
    'data.json: a JSON list of flat documents, own prefix "exmpl"',
    'structures: 1 entry',
    'Derived where missing: nsites (1)',
    'error: p3: x is 1, not string → set to unknown [2 times] (line 4; line 20)',
  ]);
  expect(lines.slice(-2)).toEqual([
    '… and 2 more kinds of issues; the full report has them.',
    '11 errors, 0 warnings, 1 note',
  ]);
});

test('notes are shown to those who ask for them, a line for each code', () => {
  const report = new ReportCollector();
  for (const property of ['_x_a', '_x_b', '_x_c']) {
    const detail = `nothing defines "${property}"`;
    report.add({ code: 'definition-inferred', action: 'kept', entryType: 'structures', property, detail });
  }
  report.add({ code: 'file-skipped', action: 'left out', file: 'a.txt', detail: 'is a text', count: 3 });
  const finished = report.finish(origin);
  expect(formatReport(finished).split('\n').slice(2)).toEqual(['0 errors, 0 warnings, 6 notes']);
  expect(formatReport(finished, { withNotes: true }).split('\n').slice(2)).toEqual([
    'note: File that holds no entries: is a text → left out [3 times] (a.txt, …)',
    'note: Definition made from the data: _x_a, _x_b, _x_c [3 times]',
    '0 errors, 0 warnings, 6 notes',
  ]);
});

test('a source without faults has a short report', () => {
  expect(formatReport(new ReportCollector().finish(origin)).split('\n')).toEqual([
    'data.json: a JSON list of flat documents, own prefix "exmpl"',
    'No entries were found.',
    'No issues.',
  ]);
});

test('text from the source cannot steer the terminal', () => {
  const report = new ReportCollector();
  report.add({ ...invalid, detail: 'x is "\u001b[31m\n"', id: '\u009b2J' });
  expect(formatReport(report.finish(origin))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test('issues beyond the groups that are kept are counted', () => {
  const report = new ReportCollector();
  for (let index = 0; index < limits.issueGroupsMax + 5; index += 1)
    report.add({ ...invalid, property: `p${index}` });
  const { issues, ungrouped, counts, hasErrors } = report.finish(origin);
  expect(issues).toHaveLength(limits.issueGroupsMax);
  expect({ ungrouped, errors: counts.error, hasErrors }).toEqual({
    ungrouped: 5,
    errors: limits.issueGroupsMax + 5,
    hasErrors: true,
  });
});

test('names of files do not steer the terminal', () => {
  const report = new ReportCollector();
  const file = 'a\u001b[31m\u202efic.exe\u2066\u009b.txt';
  report.add({ code: 'file-unreadable', action: 'left out', file, detail: 'is a text' });
  const text = formatReport(report.finish(origin));
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('(a [31m fic.exe  .txt)');
});
