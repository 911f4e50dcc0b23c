import { formatTable } from '../format-table.ts';
import type { Latencies } from '../latencies.ts';
import { machine } from '../machine.ts';
import { slicesMax } from './graph-questions.ts';
import type { GraphBenchResult, QuestionResult } from './run-graph.ts';
import { slicesClients } from './run-graph.ts';

const head = ['', 'large, p50 / p99', 'small, p50 / p99', '16 clients', 'large parsed whole', 'times faster'];

/** The result as Markdown, the machine named. */
export function formatGraph(result: GraphBenchResult): string {
  const { sizes, loadAverage, largeBytes, totalBytes, databaseBytes, questions, parse } = result;
  const ingested = `${result.ingestSeconds.toFixed(1)} s, ${mebibytes(result.ingestPrivateBytes)}`;
  const heavy = `${mebibytes(result.slicesPrivateBytes)}, ${result.slicesSeconds.toFixed(1)} s`;
  return [
    `## ${integer(sizes.archives)} archives, the large one of ${integer(sizes.framesOfLarge)} frames`,
    `${machine()}; load average before: ${loadAverage.toFixed(1)}`,
    formatTable(
      ['', ''],
      [
        ['large archive', megabytes(largeBytes)],
        ['all archives', megabytes(totalBytes)],
        ['database file', megabytes(databaseBytes)],
        ['read into a database, until the first answer', ingested],
        ['private memory of the server while it was asked', mebibytes(result.servePrivateBytes)],
        ['the same while it sent the whole large archive', mebibytes(result.wholePrivateBytes)],
        [`the same while ${slicesClients} clients asked for ${integer(slicesMax)} slices`, heavy],
        ['sending the whole large archive', `${result.wholeSeconds.toFixed(2)} s`],
        [
          'parsing the large archive instead',
          `${duration(parse.milliseconds)}, ${mebibytes(parse.peakBytes)}`,
        ],
      ],
    ),
    formatTable(head, questions.map(rowOf)),
    '',
  ].join('\n\n');
}

function rowOf({ name, large, small, load, parseMilliseconds }: QuestionResult): readonly string[] {
  return [
    name,
    both(large),
    small === undefined ? '' : both(small),
    `${integer(load.requestsPerSecond)}/s`,
    parseMilliseconds === undefined ? '' : duration(parseMilliseconds),
    parseMilliseconds === undefined ? '' : integer(parseMilliseconds / large.p50),
  ];
}

function both({ p50, p99 }: Latencies): string {
  return `${p50.toPrecision(2)} / ${p99.toPrecision(2)} ms`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function integer(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function mebibytes(bytes: number | undefined): string {
  return bytes === undefined ? 'not told by this system' : `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
