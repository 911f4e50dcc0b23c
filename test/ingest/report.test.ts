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
