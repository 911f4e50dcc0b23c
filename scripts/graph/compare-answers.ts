/** Holds one answer of the graph against another: keys in any order, faults as the set of their types. */

/** Something that stands otherwise than wanted. `place` is a path as `/entries/e1/archive/m_errors`. */
export interface Difference {
  readonly place: string;
  readonly wanted: string;
  readonly got: string;
}

const nothing = 'nothing';

/** Both are JSON. `ignored` are keys that are passed over wherever they stand. */
export function compareAnswers(
  wanted: unknown,
  got: unknown,
  ignored: readonly string[] = [],
): readonly Difference[] {
  return compare(wanted, got, '', new Set(ignored));
}

export function printDifference({ place, wanted, got }: Difference): string {
  return `at ${place === '' ? '/' : place}: wanted ${wanted}, got ${got}`;
}

function compare(
  wanted: unknown,
  got: unknown,
  place: string,
  ignored: ReadonlySet<string>,
): readonly Difference[] {
  if (isObject(wanted) && isObject(got)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
    return [...keys]
      .filter((key) => !ignored.has(key))
      .flatMap((key) => {
        const [left, right] = [own(wanted, key), own(got, key)];
        const below = `${place}/${key}`;
        if (key === 'm_errors') return compare(faultTypes(left), faultTypes(right), below, ignored);
        return compare(left, right, below, ignored);
      });
  }
  if (Array.isArray(wanted) && Array.isArray(got)) {
    const length = Math.max(wanted.length, got.length);
    return Array.from({ length }, (_, position) =>
      compare(wanted[position], got[position], `${place}/${position}`, ignored),
    ).flat();
  }
  return wanted === got ? [] : [{ place, wanted: print(wanted), got: print(got) }];
}

/** A text, so that faults of several types differ at one place. */
function faultTypes(faults: unknown): unknown {
  if (!Array.isArray(faults)) return faults;
  const types = faults.map((fault) => String(isObject(fault) ? fault.error_type : fault));
  return [...new Set(types)].sort().join(' ');
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function print(value: unknown): string {
  if (value === undefined) return nothing;
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
