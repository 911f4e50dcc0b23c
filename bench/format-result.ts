import { benchQueries } from './bench-queries.ts';
import { formatTable } from './format-table.ts';
import type { LoadResult } from './http-load.ts';
import { machine } from './machine.ts';
import type { BenchResult } from './run-bench.ts';

/** The result as Markdown, the machine named. */
export function formatResult(result: BenchResult): string {
  return [
    `# ${integer(result.total)} structures`,
    `${machine()}; load average before: ${result.loadAverage.toFixed(1)}`,
    '## Queries without HTTP, milliseconds',
    'From the text of the filter to the rows. A page has 20 entries and always comes with the exact count.',
    queryTable(result),
    '## The rest',
    formatTable(['', 'measured', 'wanted at 1 million'], summaryRows(result)),
    '',
  ].join('\n\n');
}

function queryTable({ total, each }: BenchResult): string {
  const described = new Map(
    benchQueries(total).map((query) => [
      query.name,
      [
        query.filter === undefined ? 'no filter' : `\`${query.filter}\``,
        query.sort === undefined ? '' : `, sort \`${query.sort}\``,
        query.offset === undefined ? '' : `, offset ${integer(query.offset)}`,
      ].join(''),
    ]),
  );
  return formatTable(
    ['', 'query', 'matches', 'count p50', 'p99', 'page and count p50', 'p99'],
    each.queries.map(({ name, hits, count, page }) => [
      name,
      described.get(name)!,
      integer(hits),
      ...[count.p50, count.p99, page.p50, page.p99].map(milliseconds),
    ]),
  );
}

function summaryRows(result: BenchResult): readonly (readonly string[])[] {
  const { total, each, ingestSeconds, sourceBytes } = result;
  const counts = each.queries.map(({ count }) => count.p50);
  const quickPages = each.queries.filter(({ page }) => page.p50 <= 3).length;
  const megabytesPerSecond = (sourceBytes / 1e6 / ingestSeconds).toFixed(1);
  const ingestRate = `${integer(total / ingestSeconds)} entries/s, ${megabytesPerSecond} MB/s`;
  const twoProcesses = result.mixedTwoProcesses.reduce((sum, each) => sum + each, 0);
  return [
    ['slowest count, p50', `${milliseconds(Math.max(...counts))} ms`, 'at most 5 ms'],
    ['pages with count within 3 ms, p50', `${quickPages} of ${each.queries.length}`, '15 of 17'],
    ['mixed queries, one process', `${integer(result.mixedOneProcess)} /s`, 'at least 1,500 /s'],
    ['mixed queries, two processes together', `${integer(twoProcesses)} /s`, ''],
    ['whole server of one process, mixed queries', load(result.mixedLoad), 'at least 1,000 /s'],
    ['whole server of one process, first page', load(result.firstPageLoad), ''],
    [`bare node:http, same ${megabytes(result.firstPageBytes)}`, load(result.bareLoad), ''],
    ['start to first answer, ingesting', `${ingestSeconds.toFixed(1)} s`, ''],
    ['ingestion', ingestRate, 'at least 8,000 entries/s'],
    ['private memory, ingestion', memory(result.ingestPrivateBytes), 'at most 1 GiB'],
    ['start to first answer, source unchanged', `${result.restartSeconds.toFixed(2)} s`, ''],
    ['private memory, serving', memory(result.servePrivateBytes), 'at most 500 MiB'],
    ['opening the file', `${milliseconds(each.openMilliseconds)} ms`, 'at most 50 ms'],
    ['source', megabytes(sourceBytes), ''],
    ['database file', megabytes(result.databaseBytes), ''],
  ];
}

function load({ requestsPerSecond, p50, p99 }: LoadResult): string {
  return `${integer(requestsPerSecond)} /s, p50 ${milliseconds(p50)} ms, p99 ${milliseconds(p99)} ms`;
}

function integer(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function milliseconds(value: number): string {
  return value.toPrecision(value < 1 ? 2 : 3);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 0)} MB`;
}

function memory(bytes: number | undefined): string {
  return bytes === undefined ? 'not told by this system' : `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
