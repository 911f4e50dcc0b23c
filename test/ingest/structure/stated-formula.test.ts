import { describe, expect, test } from 'vitest';
import { formulaDifference } from '../../../src/ingest/structure/formula-difference.ts';
import { readStatedFormula } from '../../../src/ingest/structure/stated-formula.ts';
import type { Structure } from '../../../src/ingest/structure/structure.ts';
import { crystal, cubic, rockSalt } from './any-structure.ts';

describe('readStatedFormula', () => {
  test.each([
    ['Na Cl', { Na: 1, Cl: 1 }],
    ['NaCl', { Na: 1, Cl: 1 }],
    ['C4 H2.57 Ca2 O10', { C: 4, H: 2.57, Ca: 2, O: 10 }],
    ['(K.88 Na.06) Al2 (F1.53 H.47)', { K: 0.88, Na: 0.06, Al: 2, F: 1.53, H: 0.47 }],
    ['2(C6 H6), H2 O', { C: 12, H: 14, O: 1 }],
    ['Cu S O4 · 5H2 O', { Cu: 1, S: 1, O: 9, H: 10 }],
    ['[Cu (N H3)4]2+', { Cu: 1, N: 4, H: 12 }],
    ['C6 H5 O -', { C: 6, H: 5, O: 1 }],
    ['C6 H5 O 1-', { C: 6, H: 5, O: 1 }],
    ['D2 O', { H: 2, O: 1 }],
    ['H1 D1 O', { H: 2, O: 1 }],
  ])('reads %s', (text, amounts) => {
    expect(Object.fromEntries(readStatedFormula(text)!)).toEqual(amounts);
  });

  test.each([
    '',
    '?',
    '.',
    'Xy2',
    '(C',
    'C)',
    'C (',
    'water',
    'H0',
    '1',
    `H${'9'.repeat(400)}`,
    '('.repeat(1000),
  ])('understands nothing of "%s"', (text) => {
    expect(readStatedFormula(text)).toBeUndefined();
  });
});

describe('formulaDifference', () => {
  const salt = (statedFormula: string, rest: Partial<Structure> = {}): Structure => ({
    ...rockSalt,
    statedFormula,
    ...rest,
  });

  test.each([
    ['the formula of the cell', salt('Na4 Cl4')],
    ['a part of it', salt('Na Cl')],
    ['rounded numbers', salt('Na1.001 Cl')],
    ['nothing that can be read', salt('?')],
    ['nothing', rockSalt],
    ['hydrogen that has no sites', salt('Na Cl H2', { implicitAtoms: true })],
    ['a structure of nameless matter', crystal(cubic(3), [['X', [0, 0, 0]]], { statedFormula: 'Fe' })],
  ])('is content with %s', (_, structure) => {
    expect(formulaDifference(structure)).toBeUndefined();
  });

  test.each([
    ['Na2 Cl', 'The sites give ClNa, the stated formula is Na2 Cl.'],
    ['Na Cl Br0.1', 'The sites give ClNa, the stated formula is Na Cl Br0.1.'],
    ['Na4', 'The sites give Cl4Na4, the stated formula is Na4.'],
    ['K Br', 'The sites give Cl4Na4, the stated formula is K Br.'],
  ])('tells both where %s is stated', (stated, message) => {
    expect(formulaDifference(salt(stated))).toBe(message);
  });
});
