// Structures → CIF text, written in every way that the format allows → reader → the same structures.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSetting } from '../../../../src/ingest/symmetry/space-group-settings.ts';
import { parseOperation } from '../../../../src/ingest/symmetry/symmetry-operation.ts';
import { printSite, readOne } from './cif-text.ts';

/** Coordinates on a grid of which no two points are nearer than 0.3 Å. */
const coordinate = fc.integer({ min: 0, max: 14 }).map((step) => step / 15);
const symbol = fc.constantFrom('Na', 'Cl', 'O', 'C', 'Si', 'Fe', 'H', 'U');
const place = fc.tuple(coordinate, coordinate, coordinate);
const places = fc.uniqueArray(place, { minLength: 1, maxLength: 12, selector: (xyz) => xyz.join() });
const cell = fc.record({
  a: fc.double({ min: 5, max: 9, noNaN: true }),
  b: fc.double({ min: 5, max: 9, noNaN: true }),
  c: fc.double({ min: 5, max: 9, noNaN: true }),
  alpha: fc.double({ min: 75, max: 105, noNaN: true }),
  beta: fc.double({ min: 75, max: 105, noNaN: true }),
  gamma: fc.double({ min: 75, max: 105, noNaN: true }),
});

/** How a text is written; none of it changes what it says. */
const style = fc.record({
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quote: fc.constantFrom("'", '"'),
  comment: fc.constantFrom('', ' # a comment', " # isn't", ' # "'),
  uncertainty: fc.constantFrom('', '(3)'),
  capitals: fc.boolean(),
  dots: fc.boolean(),
  field: fc.constantFrom('', "_publ_section_title\n; data_x loop_ 'a\n _cell_length_a 3\n;\n"),
});
type Style = typeof style extends fc.Arbitrary<infer Value> ? Value : never;

interface Row {
  readonly symbol: string;
  readonly place: readonly number[];
  readonly occupancy: number;
}

function write(
  parameters: Readonly<Record<string, number>>,
  symmetry: string,
  rows: readonly Row[],
  { newline, quote, comment, uncertainty, capitals, dots, field }: Style,
): string {
  const tag = (category: string, name: string) => {
    const text = `_${category}${dots ? '.' : '_'}${name}`;
    return capitals ? text.toUpperCase() : text;
  };
  const number = (value: number) => {
    const text = value.toFixed(9);
    return text.includes('.') ? text + uncertainty : text;
  };
  const cellLines = Object.entries(parameters).map(
    ([name, value]) =>
      `${tag('cell', (name.length === 1 ? 'length_' : 'angle_') + name)} ${number(value)}${comment}\n`,
  );
  const lines = rows.map(({ symbol, place, occupancy }, index) => {
    const label = `${quote}${symbol}${index}${quote}`;
    return `${label} ${symbol} ${place.map(number).join(' ')} ${occupancy}${comment}\n`;
  });
  const names = ['label', 'type_symbol', 'fract_x', 'fract_y', 'fract_z', 'occupancy'];
  const columns = names.map((name) => `${tag('atom_site', name)}\n`);
  const header = `data_test\n${field}${cellLines.join('')}${symmetry}\n`;
  const text = `${header}loop_\n${columns.join('')}${lines.join('')}`;
  return text.replaceAll('\n', newline);
}

function print(row: Row): string {
  const kind = row.occupancy === 1 ? row.symbol : `${row.symbol}${row.occupancy}`;
  return [kind, ...row.place.map((value) => Number(value.toFixed(6)))].join(' ');
}

const rowsOf = fc
  .tuple(
    places,
    fc.array(fc.tuple(symbol, fc.constantFrom(1, 1, 0.25, 0.5)), { minLength: 12, maxLength: 12 }),
  )
  .map(([all, kinds]) =>
    all.map((xyz, index) => ({ place: xyz, symbol: kinds[index]![0], occupancy: kinds[index]![1] })),
  );

describe('a structure is what it was', () => {
  test('in any cell, with all atoms listed', () => {
    fc.assert(
      fc.property(cell, rowsOf, style, (parameters, rows, written) => {
        const text = write(parameters, "loop_ _symmetry_equiv_pos_as_xyz 'x, y, z'", rows, written);
        const { structure } = readOne(text);
        expect(structure.sites.map(printSite)).toEqual(rows.map(print));
        const [a, b] = structure.lattice;
        expect(Math.hypot(...a!)).toBeCloseTo(parameters.a, 6);
        const cosine = (a![0] * b![0] + a![1] * b![1] + a![2] * b![2]) / (parameters.a * parameters.b);
        expect(cosine).toBeCloseTo(Math.cos((parameters.gamma * Math.PI) / 180), 6);
      }),
    );
  });

  const groups = [
    'P -1',
    'P 21/c',
    'C 2/c',
    'P n m a',
    'I 41/a',
    'R -3 c',
    'P 63/m m c',
    'P a -3',
    'F d -3 m',
  ];

  test('with symmetry, listed or named: all images of its atoms, each once', () => {
    const general = fc.tuple(coordinate, coordinate, coordinate);
    fc.assert(
      fc.property(
        fc.constantFrom(...groups),
        general,
        style,
        fc.boolean(),
        (name, xyz, written, isListed) => {
          const parameters = cellOf(name);
          const setting = findSetting({ hermannMauguinSymbol: name, cell: parameters })!;
          const list = `loop_ _space_group_symop_operation_xyz\n'${setting.operations.join("'\n'")}'`;
          const named = `_space_group_name_H-M_alt '${name}'`;
          const rows = [{ symbol: 'Si', place: xyz, occupancy: 1 }];
          const { structure } = readOne(write(parameters, isListed ? list : named, rows, written));
          expect(new Set(structure.sites.map(printSite))).toEqual(new Set(imagesOf(setting.operations, xyz)));
          expect(structure.sites).toHaveLength(imagesOf(setting.operations, xyz).length);
          expect(structure.symmetry?.operations).toEqual(setting.operations);
        },
      ),
    );
  });
});

/** So large that images a step of the grid apart are not taken for one. */
function cellOf(name: string) {
  if (/^(R|P 6)/.test(name)) return { a: 20, b: 20, c: 24, alpha: 90, beta: 90, gamma: 120 };
  if (name === 'I 41/a') return { a: 20, b: 20, c: 24, alpha: 90, beta: 90, gamma: 90 };
  const edges = name.includes('-3') ? { a: 20, b: 20, c: 20 } : { a: 20, b: 22, c: 24 };
  return { ...edges, alpha: 90, beta: 90, gamma: 90 };
}

/** By plain arithmetic in sixtieths, of which coordinates and translations are whole numbers. */
function imagesOf(operations: readonly string[], xyz: readonly number[]): string[] {
  const images = operations.map((text) => {
    const { rotation, translation } = parseOperation(text)!;
    const place = rotation.map((row, axis) => {
      const sum = row[0] * xyz[0]! + row[1] * xyz[1]! + row[2] * xyz[2]! + translation[axis]!;
      const parts = Math.round(sum * 60);
      return (((parts % 60) + 60) % 60) / 60;
    });
    return print({ symbol: 'Si', place, occupancy: 1 });
  });
  return [...new Set(images)];
}
