import { steeringCharacters } from '../base/index.ts';
import { issueTable } from './issue.ts';
import type { IngestReport, IssueExample, IssueGroup } from './report.ts';

const groupsShown = 8;
const textLengthMax = 300;
const subjectsShown = 8;

export interface ReportFormat {
  /** Whether notes are shown, too: a line for each code. */
  readonly withNotes?: boolean;
}

/**
 * The report for a terminal: what was stored, what was derived, the weightiest issues; about a dozen lines.
 */
export function formatReport(report: IngestReport, { withNotes = false }: ReportFormat = {}): string {
  const lines = [...storedLines(report), ...derivedLine(report)];
  const groups = report.issues.filter((group) => group.severity !== 'note');
  for (const group of groups.slice(0, groupsShown)) lines.push(groupLine(group));
  const hidden = groups.length - groupsShown;
  if (hidden > 0) lines.push(`… and ${hidden} more kinds of issues; the full report has them.`);
  if (withNotes) lines.push(...noteLines(report));
  lines.push(sumLine(report));
  return lines.join('\n');
}

function storedLines(report: IngestReport): string[] {
  const types = Object.entries(report.entryTypes).filter(([, { read }]) => read > 0);
  const head = clip(`${report.source}: ${report.format}, own prefix "${report.prefix}"`);
  const { archives, looseArchives } = report;
  const whose = looseArchives === archives ? 'of no entry' : `${looseArchives} of them of no entry`;
  const loose = looseArchives === 0 ? [] : [`archives: ${archives}, ${whose}`];
  if (types.length + looseArchives === 0) return [head, 'No entries were found.'];
  return [
    head,
    ...types.map(([name, { stored, rejected }]) => {
      const kept = `${name}: ${plural(stored, 'entry', 'entries')}`;
      return rejected === 0 ? kept : `${kept}, ${rejected} rejected`;
    }),
    ...loose,
  ];
}

function derivedLine({ entryTypes }: IngestReport): string[] {
  const derived = new Map<string, number>();
  for (const counts of Object.values(entryTypes)) {
    for (const [property, count] of Object.entries(counts.derived)) {
      derived.set(property, (derived.get(property) ?? 0) + count);
    }
  }
  if (derived.size === 0) return [];
  const parts = [...derived].map(([property, count]) => `${property} (${count})`);
  return [clip(`Derived where missing: ${parts.join(', ')}`)];
}

/** What many properties or files have in common is said once. */
function noteLines({ issues }: IngestReport): string[] {
  const notes = issues.filter(({ severity }) => severity === 'note');
  return [...Map.groupBy(notes, ({ code }) => code)].map(([code, groups]) => {
    const [first, ...others] = groups as [IssueGroup];
    if (others.length === 0) return groupLine(first);
    const subjects = groups.map(({ property, examples }) => property ?? examples[0]!.detail);
    const more = subjects.length > subjectsShown ? ', …' : '';
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const shown = subjects.slice(0, subjectsShown).join(', ');
    return clip(`note: ${issueTable[code].title}: ${shown}${more}${times(count)}`);
  });
}

function times(count: number): string {
  return count === 1 ? '' : ` [${count} times]`;
}

function groupLine({ severity, code, action, entryType, property, count, examples }: IssueGroup): string {
  const named = [entryType, property].filter((part) => part !== undefined).join('.');
  const subject = named === '' ? issueTable[code].title : named;
  const places = examples.map(placeOf).filter((place) => place !== '');
  const more = count > examples.length ? ', …' : '';
  const where = places.length === 0 ? '' : ` (${places.join('; ')}${more})`;
  return clip(`${severity}: ${subject}: ${examples[0]!.detail} → ${action}${times(count)}${where}`);
}

function placeOf({ id, line, file }: IssueExample): string {
  const inFile = line === undefined ? file : `${file}:${line}`;
  const place = file === undefined ? line && `line ${line}` : inFile;
  const shown = id === undefined ? undefined : `"${id.length > 60 ? `${id.slice(0, 60)}…` : id}"`;
  return [place, shown].filter((part) => part !== undefined).join(', ');
}

function sumLine({ counts }: IngestReport): string {
  if (counts.error + counts.warning + counts.note === 0) return 'No issues.';
  return [
    plural(counts.error, 'error', 'errors'),
    plural(counts.warning, 'warning', 'warnings'),
    plural(counts.note, 'note', 'notes'),
  ].join(', ');
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function clip(text: string): string {
  const line = text.replace(steeringCharacters, ' ');
  return line.length <= textLengthMax ? line : `${line.slice(0, textLengthMax)}…`;
}
