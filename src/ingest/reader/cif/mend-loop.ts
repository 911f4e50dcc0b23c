import type { CifValue } from './cif-block.ts';

export interface MendedLoop {
  readonly values: readonly CifValue[];
  readonly lines: readonly number[];
  /** Line on which a row is too short or too long. */
  readonly faultLine: number;
}

/**
 * The complete rows of a loop whose values do not fill its last one. Where most lines hold just one row each,
 * those are kept, so that one value too few does not shift all that follows; else what is left over at the
 * end is cut off.
 */
export function mendLoop(width: number, values: readonly CifValue[], lines: readonly number[]): MendedLoop {
  const rest = values.length % width;
  const atEnd = {
    values: values.slice(0, values.length - rest),
    lines: lines.slice(0, lines.length - rest),
    faultLine: lines[lines.length - rest]!,
  };
  return keepLinesOfRows(width, values, lines) ?? atEnd;
}

/** Undefined unless most lines are rows. */
function keepLinesOfRows(
  width: number,
  values: readonly CifValue[],
  lines: readonly number[],
): MendedLoop | undefined {
  const kept: CifValue[] = [];
  const keptLines: number[] = [];
  let faultLine: number | undefined;
  let lineCount = 0;
  for (let start = 0, end = 0; start < values.length; start = end) {
    const line = lines[start]!;
    while (end < values.length && lines[end] === line) end += 1;
    lineCount += 1;
    if (end - start !== width) {
      faultLine ??= line;
      continue;
    }
    for (let index = start; index < end; index += 1) {
      kept.push(values[index]);
      keptLines.push(line);
    }
  }
  const rowCount = kept.length / width;
  if (2 * rowCount <= lineCount || faultLine === undefined) return undefined;
  return { values: kept, lines: keptLines, faultLine };
}
