import { formatTable } from '../format-table.ts';
import { machine } from '../machine.ts';
import type { ArchiveBenchResult, ArchiveForm, ArchiveResult } from './run-archives.ts';

const names: Readonly<Record<ArchiveForm, string>> = {
  zip: 'CIFs in a zip',
  tarball: 'CIFs in a tar.gz',
  folder: 'CIFs in a folder',
  pymatgen: 'pymatgen JSON, one list',
  xyz: 'extended XYZ, all frames',
};

/** The result as Markdown, the machine named. */
export function formatArchives({ total, loadAverage, results }: ArchiveBenchResult): string {
  const head = [
    '',
    'size',
    'time',
    'each second',
    'processor time of one',
    'peak memory',
    'others',
    'their time',
  ];
  return [
    `## Archives of ${total.toLocaleString('en-US')} structures`,
    `${machine()}; load average before: ${loadAverage.toFixed(1)}`,
    formatTable(
      head,
      results.map((result) => rowOf(total, result)),
    ),
    '',
  ].join('\n\n');
}

function rowOf(total: number, { form, bytes, own, other }: ArchiveResult): string[] {
  const others = form === 'pymatgen' ? 'pymatgen' : 'ASE';
  return [
    names[form],
    `${(bytes / 1e6).toFixed(0)} MB`,
    `${own.seconds.toFixed(1)} s, of it reading ${own.readingSeconds.toFixed(1)} s`,
    integer(total / own.seconds),
    milliseconds(own.processorSeconds / total),
    mebibytes(own.residentBytesMax),
    ...(other === undefined
      ? ['', '']
      : [
          `${others} ${integer(other.entries / other.seconds)} /s, ${mebibytes(other.residentBytesMax)}`,
          milliseconds(other.processorSeconds / other.entries),
        ]),
  ];
}

function integer(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toPrecision(2)} ms`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
