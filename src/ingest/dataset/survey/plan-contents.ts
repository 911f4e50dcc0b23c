/** From what a survey found to what is served. */
import type { FileFormat } from '../../reader/format/file-format.ts';
import type { EntrySelection, FileSelection } from '../dataset-plan.ts';
import type { FileGroup, FormatShare } from './file-group.ts';
import { countedFiles, inSentence } from './format-words.ts';
import type { ContentSurvey } from './survey-contents.ts';

export interface FoundContents {
  /** Empty where nothing can be served. */
  readonly selections: readonly EntrySelection[];
  /** `510 CIF files and 1 table of properties`. */
  readonly counted: string;
  readonly remarks: readonly string[];
}

const referenceFormats: readonly FileFormat[] = ['bibtex', 'csl'];

/** A share of a group, with the bundle that it lies in. */
interface PlacedShare extends FormatShare {
  readonly bundle: string;
}

export function planContents(survey: ContentSurvey): FoundContents {
  const shares = survey.groups.flatMap((group) =>
    group.shares().map((share) => ({ ...share, bundle: group.bundle })),
  );
  const isOf = (formats: readonly FileFormat[]) => shares.filter(({ kind }) => formats.includes(kind));
  const references = isOf(referenceFormats);
  const rows = isOf(['table']);
  const structures = shares.filter((share) => !references.includes(share) && !rows.includes(share));
  const hasEntries = structures.length + references.length + survey.aiida.length > 0;
  // Rows of JSON have properties of what others hold, or are all that there is.
  const entries = hasEntries ? structures : rows.filter(isJson).map(asEntries);
  const tables = hasEntries ? rows : rows.filter((share) => entries.length > 0 && !isJson(share));
  const [archive, ...archives] = survey.aiida;
  const selections: EntrySelection[] = [];
  // First, so that their keys and DOIs are known when structures name them.
  if (references.length > 0) selections.push(selectionOf('references', references, []));
  if (entries.length > 0 || archive !== undefined) {
    const aiida = archive === undefined ? {} : { aiida: { file: archive } };
    selections.push({ ...selectionOf('structures', entries, tables), ...aiida });
  }
  for (const file of archives) selections.push({ ...selectionOf('structures', [], tables), aiida: { file } });
  return { selections, counted: countShares(shares, survey.aiida.length), remarks: remarksOf(survey) };
}

function isJson({ example }: FormatShare): boolean {
  return /\.(?:json|jsonl|ndjson|jsonlines)\b/i.test(example);
}

function asEntries(share: PlacedShare): PlacedShare {
  return { ...share, kind: 'optimade', format: 'optimade' };
}

function selectionOf(
  entryType: string,
  files: readonly PlacedShare[],
  tables: readonly PlacedShare[],
): EntrySelection {
  return {
    entryType,
    files: fileSelections(files),
    tables: fileSelections(tables),
    properties: [],
    undeclared: 'served',
  };
}

/** One selection for each format, but for each bundle one alone: how its files are called depends on how many they are. */
function fileSelections(shares: readonly PlacedShare[]): FileSelection[] {
  const groups = Map.groupBy(shares, ({ bundle, format }) => (bundle === '' ? `\n${format}` : bundle));
  return [...groups.values()].map((alike) => {
    const [{ bundle: file, format }] = alike as [PlacedShare];
    const isOne = alike.every((share) => share.format === format);
    const matches = alike.flatMap((share) => share.matches);
    return { file, matches, ...(isOne && format !== undefined ? { format } : {}) };
  });
}

function countShares(shares: readonly FormatShare[], archives: number): string {
  const counts = new Map<FileFormat, number>(archives === 0 ? [] : [['aiida', archives]]);
  for (const { kind, count } of shares) counts.set(kind, (counts.get(kind) ?? 0) + count);
  // Tables last, for they belong to the others.
  const sorted = [...counts].toSorted(
    ([one], [other]) => Number(one === 'table') - Number(other === 'table'),
  );
  return inSentence(sorted.map(([format, count]) => countedFiles(format, count)));
}

function remarksOf({ closed, damaged, groups }: ContentSurvey): string[] {
  const remarks = damaged.map(({ path, problem }) => `the bundle ${path} cannot be read: ${problem}`);
  if (closed.count > 0) {
    const were = closed.count === 1 ? '1 bundle in it was' : `${closed.count} bundles in it were`;
    const how = 'the setting nested-bundles (--nested-bundles) opens them, one level deep';
    remarks.push(`${were} not opened, such as ${closed.example}; ${how}`);
  }
  const unnamed = groups.filter(({ nameClass, isOpen }) => nameClass.pattern === '' && !isOpen);
  for (const { bundle, count } of unnamed) {
    const where = bundle === '' ? '' : ` in ${bundle}`;
    remarks.push(
      `of ${count} files without an ending${where} not all were looked into; respawn.yaml can name them`,
    );
  }
  const sheets = groups.filter(({ example }) => spreadsheet.test(example));
  for (const { example } of sheets) {
    remarks.push(`the spreadsheet ${example} is not read; a table that is saved as CSV is`);
  }
  return remarks;
}

const spreadsheet = /\.(?:xls[xmb]?|ods|numbers)$/i;

const kindsMax = 10;

/** What there is that cannot be served, by kind: `3 PDF, 1 README`. */
export function countOthers(groups: readonly FileGroup[]): string {
  const counts = new Map<string, number>();
  for (const { others } of groups) {
    for (const [kind, count] of others) counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
  const shown = sorted.slice(0, kindsMax).map(([kind, count]) => `${count} ${kind}`);
  const rest = sorted.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more kinds` : ''}`;
}
