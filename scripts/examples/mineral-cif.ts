/** Writes minerals as CIF, the way databases of crystal structures do: cell, operations, one site of each orbit. */
import { findSetting } from '../../src/ingest/symmetry/space-group-settings.ts';
import type { SymmetryOperation } from '../../src/ingest/symmetry/symmetry-operation.ts';
import { parseOperation } from '../../src/ingest/symmetry/symmetry-operation.ts';
import { literature } from './literature.ts';
import type { Mineral } from './minerals.ts';
import type { Prototype, Site, Triple } from './prototypes.ts';
import { prototypes } from './prototypes.ts';

/** The text of the file, in ASCII. */
export function mineralCif(mineral: Mineral): string {
  const prototype: Prototype = prototypes[mineral.prototype];
  const operations = findSetting({ hallSymbol: prototype.hall })!.operations;
  const sites = prototype.sites(mineral.parameters);
  const formulaUnits = countFormulaUnits(sites);
  const { id, name, a, c = a } = mineral;
  const lines = [
    `data_${id}`,
    item('_chemical_name_mineral', name.replaceAll('ü', '\\"u')),
    item('_chemical_formula_sum', formulaSum(mineral, sites, formulaUnits)),
    item('_cell_length_a', a),
    item('_cell_length_b', a),
    item('_cell_length_c', c),
    item('_cell_angle_alpha', 90),
    item('_cell_angle_beta', 90),
    item('_cell_angle_gamma', prototype.lattice === 'hexagonal' ? 120 : 90),
    item('_cell_formula_units_Z', formulaUnits),
    item('_space_group_IT_number', prototype.spaceGroup),
    item('_space_group_name_H-M_alt', prototype.hermannMauguin),
    item('_space_group_name_Hall', prototype.hall),
    ...citationLoops(mineral),
    ...loop(
      ['_space_group_symop_operation_xyz'],
      operations.map((operation) => [operation]),
    ),
    ...loop(
      ['label', 'type_symbol', 'fract_x', 'fract_y', 'fract_z', 'occupancy'].map(
        (key) => `_atom_site_${key}`,
      ),
      siteRows(mineral, asymmetricUnit(sites, operations)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function item(tag: string, value: string | number): string {
  return `${tag.padEnd(32)}${quoted(value)}`;
}

function loop(tags: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return ['loop_', ...tags, ...rows.map((row) => row.map(quoted).join(' '))];
}

/** Quotes end where white space follows, so that those within a word do no harm. */
function quoted(value: string | number): string {
  const text = String(value);
  if (/^([\w.+]+|\?)$/.test(text)) return text;
  return /'(\s|$)/.test(text) ? `"${text}"` : `'${text}'`;
}

function citationLoops({ references }: Mineral): string[] {
  const works: Readonly<Record<string, Work>> = literature;
  const keys = ['title', 'journal', 'volume', 'year', 'doi'] as const;
  const rows = references.map((id) => [id, ...keys.map((key) => plainPunctuation(works[id]![key] ?? '?'))]);
  const tags = ['id', 'title', 'journal_full', 'journal_volume', 'year', 'doi'];
  const authors = references.flatMap((id) =>
    works[id]!.authors.map(({ lastname, firstname }) => [id, `${lastname}, ${firstname}`]),
  );
  return [
    ...loop(
      tags.map((tag) => `_citation_${tag}`),
      rows,
    ),
    ...loop(['_citation_author_citation_id', '_citation_author_name'], authors),
  ];
}

interface Work {
  readonly authors: readonly { readonly firstname: string; readonly lastname: string }[];
  readonly title: string;
  readonly journal?: string;
  readonly volume?: string;
  readonly year: string;
  readonly doi?: string;
}

/** CIF 1.1 is ASCII. */
function plainPunctuation(text: string): string {
  return text.replaceAll('–', '-');
}

/** As many as all kinds of sites can be divided into. */
function countFormulaUnits(sites: readonly Site[]): number {
  return [...tally(sites).values()].reduce(greatestCommonDivisor);
}

function formulaSum({ occupants }: Mineral, sites: readonly Site[], formulaUnits: number): string {
  const amounts = new Map<string, number>();
  for (const [label, count] of tally(sites))
    for (const [element, occupancy] of occupants[label]!)
      amounts.set(element, (amounts.get(element) ?? 0) + (occupancy * count) / formulaUnits);
  return [...amounts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([element, amount]) => (amount === 1 ? element : element + amount))
    .join(' ');
}

function tally(sites: readonly Site[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of sites) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

/** The first site of each set of sites that the operations take into each other. */
export function asymmetricUnit(sites: readonly Site[], operations: readonly string[]): Site[] {
  const parsed = operations.map((operation) => parseOperation(operation)!);
  const unit: Site[] = [];
  for (const site of sites) {
    const isImage = unit.some(
      ({ label, position }) =>
        label === site.label &&
        parsed.some((operation) => coincide(applied(operation, position), site.position)),
    );
    if (!isImage) unit.push(site);
  }
  return unit;
}

function applied({ rotation, translation }: SymmetryOperation, position: Triple): number[] {
  return rotation.map(
    (row, axis) =>
      row.reduce((sum, factor, index) => sum + factor * position[index]!, 0) + translation[axis]!,
  );
}

function coincide(left: readonly number[], right: readonly number[]): boolean {
  return left.every((value, axis) => {
    const difference = value - right[axis]!;
    return Math.abs(difference - Math.round(difference)) < 1e-6;
  });
}

/** Four digits, as papers print them: thirds are rounded. */
function siteRows({ occupants }: Mineral, unit: readonly Site[]): (string | number)[][] {
  const numbers = new Map<string, number>();
  return unit.flatMap(({ label, position }) =>
    occupants[label]!.map(([element, occupancy]) => {
      const number = (numbers.get(element) ?? 0) + 1;
      numbers.set(element, number);
      return [`${element}${number}`, element, ...position.map((value) => value.toFixed(4)), occupancy];
    }),
  );
}
