import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/base/index.ts';
import { knownProperties } from '../../../../src/ingest/dataset/read/known-properties.ts';
import { normalizeUnit } from '../../../../src/standard/index.ts';
import type { Contents } from '../dataset-scene.ts';
import { atom, planOf, pymatgen, readAll, selection } from '../dataset-scene.ts';

describe('what formats are known to state', () => {
  const all = Object.entries(knownProperties).flatMap(([format, known]) =>
    known.map((property) => [`${format} ${property.name}`, property] as const),
  );

  test.each(all)('%s is described, in a unit that there is', (_, { unit, title, description }) => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(title).not.toBe('');
    if (unit !== undefined) expect(normalizeUnit(unit).known).toBe(true);
  });
});

describe('definitions', () => {
  /** Records in a line each: definitions as `name: type, unit`, entries as their kind. */
  async function told(contents: Contents): Promise<string[]> {
    const files = [{ file: '', matches: ['*.cif', '*.xyz', '*.json'] }];
    const tables = Object.keys(contents)
      .filter((file) => file.endsWith('.csv'))
      .map((file) => ({ file }));
    const plan = planOf({ selections: [selection({ files, tables, undeclared: 'served' })] });
    return (await readAll(contents, plan)).flatMap((record) => {
      if (record.kind === 'entry') return ['entry'];
      if (record.kind !== 'entry-info') return [];
      return Object.entries(record.info.properties as Record<string, JsonObject>).map(
        ([name, { type, unit }]) => `${name}: ${type}, ${unit}`,
      );
    });
  }

  const ase = (results: object) =>
    JSON.stringify({ numbers: [1], positions: [[0, 0, 0]], pbc: [false, false, false], ...results });
  const results = { energy: -1, forces: [[0, 0, 0.5]], magmom: 'high', note: 'x' };

  test('have the units of ASE, for values that are of their kind', async () => {
    expect(await told({ 'a.json': ase(results), 'b.json': ase({ magmom: 1 }) })).toEqual([
      '_p_energy: float, eV',
      '_p_forces: list, eV/angstrom',
      'entry',
      'entry',
    ]);
  });

  test('have no unit where the format leaves it open', async () => {
    const comment = 'Properties=species:S:1:pos:R:3 energy=-1';
    expect(await told({ 'a.xyz': atom('H', comment) })).toEqual([
      '_p_energy: undefined, inapplicable',
      'entry',
    ]);
  });

  test('are of computed entries, not of any energy beside a structure', async () => {
    const computed = { energy: -1, correction: 0, structure: pymatgen('H') };
    expect(await told({ 'a.json': JSON.stringify(computed) })).toEqual([
      '_p_energy: float, eV',
      '_p_correction: float, eV',
      'entry',
    ]);
    const other = { energy: -1, structure: pymatgen('H') };
    expect(await told({ 'a.json': JSON.stringify(other) })).toEqual(['entry']);
  });

  test('are left to tables, and to who came first', async () => {
    expect(await told({ 'a.json': ase({ energy: -1 }), 't.csv': 'id,energy\na,1\n' })).toEqual(['entry']);
    const energies = { 'a.xyz': atom('H', 'energy=-1'), 'b.json': ase({ energy: -1 }) };
    expect(await told(energies)).toEqual(['_p_energy: undefined, inapplicable', 'entry', 'entry']);
  });
});
