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

const head = ['', 'read by', 'each second', 'processor time of one', 'peak memory', 'read'];

/** The result as Markdown, the machine named. */
export function formatArchives({ total, loadAverage, results }: ArchiveBenchResult): string {
  return [
    `## ${integer(total)} structures`,
    `${machine()}; load average before: ${loadAverage.toFixed(1)}`,
    formatTable(
      head,
      results.flatMap((result) => rowsOf(total, result)),
    ),
    '',
  ].join('\n\n');
}

function rowsOf(total: number, { form, bytes, own, other }: ArchiveResult): readonly (readonly string[])[] {
  const indexing = own.seconds - own.readingSeconds;
  const ownRow = [
    `${names[form]}, ${(bytes / 1e6).toFixed(0)} MB`,
    'Respawn',
    integer(total / own.seconds),
    milliseconds(own.processorSeconds / total),
    mebibytes(own.peakBytes),
    `all in ${own.seconds.toFixed(1)} s, the index of it ${indexing.toFixed(1)} s`,
  ];
  if (other === undefined) return [ownRow];
  const otherRow = [
    '',
    form === 'pymatgen' ? 'pymatgen' : 'ASE',
    integer(other.entries / other.seconds),
    milliseconds(other.processorSeconds / other.entries),
    mebibytes(other.peakBytes),
    `${integer(other.entries)} in ${other.seconds.toFixed(1)} s, ${integer(other.failed)} failed`,
  ];
  return [ownRow, otherRow];
}

function integer(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toPrecision(2)} ms`;
}

function mebibytes(bytes: number | null | undefined): string {
  return bytes == null ? 'not told by this system' : `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
