import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../src/filter/index.ts';
import { bindFilter } from '../../../src/query/index.ts';
import { clientError } from '../client-error.ts';
import { contextOf } from '../description.ts';
import { boundTree } from './bound-tree.ts';

function bind(text: string, entryType?: string) {
  return bindFilter(parseFilter(text), text, contextOf(entryType));
}

describe('bound filters', () => {
  test.each([
    // Scalars against constants, both ways round.
    ['nelements = 3', '(= nelements 3)'],
    ['3 < nelements', '(> nelements 3)'],
    ['3 >= nelements', '(<= nelements 3)'],
    ['nelements = 2.5', '(= nelements 2.5)'],
    ['_exmpl_band_gap = -0', '(= _exmpl_band_gap 0)'],
    ['nelements < 99999999999999999999', '(< nelements 100000000000000000000)'],
    ['"Si" != chemical_formula_reduced', '(!= chemical_formula_reduced "Si")'],
    ['id = "1"', '(= id "1")'],
    ['type = "structures"', '(= type "structures")'],
    ['_exmpl_direct = FALSE', '(= _exmpl_direct false)'],
    ['TRUE != _exmpl_direct', '(!= _exmpl_direct true)'],
    ['last_modified < "2020-01-01T02:00:00+02:00"', '(< last_modified @2020-01-01T00:00:00)'],
    ['"2020-01-01T00:00:00.50z" >= last_modified', '(<= last_modified @2020-01-01T00:00:00.5)'],
    // Properties against properties.
    ['nelements = nsites', '(= nelements nsites)'],
    ['nelements < _exmpl_band_gap', '(< nelements _exmpl_band_gap)'],
    ['_exmpl_direct != _exmpl_magnetic', '(!= _exmpl_direct _exmpl_magnetic)'],
    ['last_modified > _exmpl_measured', '(> last_modified _exmpl_measured)'],
    // Constants against constants.
    ['5 < 7', 'true'],
    ['5 <= 5.0', 'true'],
    ['1 = 2 OR 1 != 2 OR 3 > 4 OR 3 >= 4', '(or false true false false)'],
    // Substrings.
    ['chemical_formula_reduced CONTAINS "Si"', '(contains chemical_formula_reduced "Si")'],
    ['id STARTS "a"', '(starts id "a")'],
    ['id ENDS WITH immutable_id', '(ends id immutable_id)'],
    // Known, unknown and bare.
    ['elements IS KNOWN', '(known elements[])'],
    ['_exmpl_tensor IS UNKNOWN', '(unknown _exmpl_tensor)'],
    ['species.mass IS KNOWN', '(known species.mass[])'],
    ['nelements', '(known nelements)'],
    ['NOT elements', '(not (known elements[]))'],
    ['_exmpl_direct', '(= _exmpl_direct true)'],
    ['NOT _exmpl_direct', '(not (= _exmpl_direct true))'],
    ['_exmpl_flags', '(known _exmpl_flags[])'],
    // Lists.
    ['elements HAS "Si"', '(has-any elements[] "Si")'],
    ['elements HAS ANY "Si", "O"', '(has-any elements[] "Si" "O")'],
    ['elements HAS ALL "Si", != "O"', '(has-all elements[] "Si" (!= "O"))'],
    ['elements HAS ONLY "Si", STARTS WITH "O"', '(has-only elements[] "Si" (starts "O"))'],
    ['elements HAS > "C"', '(has-any elements[] (> "C"))'],
    ['elements HAS id', '(has-any elements[] id)'],
    ['elements_ratios HAS nelements', '(has-any elements_ratios[] nelements)'],
    ['_exmpl_flags HAS ALL TRUE, != FALSE', '(has-all _exmpl_flags[] true (!= false))'],
    ['_exmpl_dates HAS < "2020-01-01T00:00:00Z"', '(has-any _exmpl_dates[] (< @2020-01-01T00:00:00))'],
    [
      'elements:elements_ratios HAS ALL "Al":>0.3, "Al":<0.4',
      '(has-all elements[]:elements_ratios[] "Al":(> 0.3) "Al":(< 0.4))',
    ],
    ['elements:elements HAS > "A":CONTAINS "b"', '(has-any elements[]:elements[] (> "A"):(contains "b"))'],
    // Lengths.
    ['_exmpl_flags LENGTH 3', '(length= _exmpl_flags[] 3)'],
    ['lattice_vectors LENGTH != 3', '(length!= lattice_vectors[] 3)'],
    ['species.name LENGTH >= nelements', '(length>= species.name[] nelements)'],
    ['references.id LENGTH 1', '(length= references.id[] 1)'],
    ['_exmpl_chemsys LENGTH 1', '(= nelements 1)'],
    ['elements LENGTH < nsites', '(< nelements nsites)'],
    // Length aliases that lead to no integer are as good as none.
    ['elements_ratios LENGTH 2', '(length= elements_ratios[] 2)'],
    ['species LENGTH 2', '(length= species[] 2)'],
    // Nested names.
    ['species.name HAS "Ti"', '(has-any species.name[] "Ti")'],
    ['species.chemical_symbols HAS ALL "Ti"', '(has-all species.chemical_symbols[] "Ti")'],
    ['_exmpl_setup.code = "x"', '(= _exmpl_setup.code "x")'],
    ['_exmpl_setup.grid.spacing < 1', '(< _exmpl_setup.grid.spacing 1)'],
    ['_exmpl_setup.grid.order', '(= _exmpl_setup.grid.order true)'],
    ['_exmpl_setup.grid.points HAS 4', '(has-any _exmpl_setup.grid.points[] 4)'],
    // Relationships.
    ['references.id HAS ANY "a", "b"', '(has-any references.id[] "a" "b")'],
    ['references.description HAS CONTAINS "x"', '(has-any references.description[] (contains "x"))'],
    ['calculations.role HAS "input"', '(has-any calculations.role[] "input")'],
    ['_exmpl_samples.id IS UNKNOWN', '(unknown _exmpl_samples.id[])'],
    ['references.target.doi HAS "10/x"', '(has-any references.target(doi) "10/x")'],
    ['references.target.doi = "10/x"', '(has-any references.target(doi) "10/x")'],
    ['"10/x" != references.target.doi', '(has-any references.target(doi) (!= "10/x"))'],
    ['references.target.title CONTAINS "x"', '(has-any references.target(title) (contains "x"))'],
    ['references.target._exmpl_pages > nsites', '(has-any references.target(_exmpl_pages) (> nsites))'],
    ['nsites > references.target._exmpl_pages', '(has-any references.target(_exmpl_pages) (< nsites))'],
    ['references.target.authors.lastname HAS "X"', '(has-any references.target(authors.lastname[]) "X")'],
    ['references.target.id LENGTH 2', '(length= references.target(id) 2)'],
    ['references.target._exmpl_open', '(known references.target(_exmpl_open))'],
    [
      'references.role:references.target.year HAS "primary":"2024"',
      '(has-any references.role[]:references.target(year) "primary":"2024")',
    ],
    // Properties of other providers, unknown in all entries.
    ['_mp_x = 1', 'null'],
    ['NOT 1 = _mp_x', '(not null)'],
    ['_mp_x IS KNOWN', 'false'],
    ['_mp_x IS UNKNOWN', 'true'],
    ['_mp_x', 'null'],
    ['__proto__ IS KNOWN', 'false'],
    ['_mp_x.y.z HAS ALL 1, 2', 'null'],
    ['nelements = _mp_x', 'null'],
    ['elements HAS ALL "Si", _mp_x', 'null'],
    ['elements:_mp_x HAS "Si":1:2', 'null'],
    ['_mp_x CONTAINS 5', 'null'],
    ['elements LENGTH _mp_x', 'null'],
    ['species._mp_x HAS 1', 'null'],
    ['references.target._mp_x = 1', 'null'],
    // A prefix is nothing where the property is defined.
    ['_dft_code = "x"', '(= _dft_code "x")'],
    ['species._exmpl_spin HAS 1', '(has-any species._exmpl_spin[] 1)'],
    // Connectives keep their shape.
    [
      'NOT nelements=1 OR nsites=2 AND (id="a" OR id="b")',
      '(or (not (= nelements 1)) (and (= nsites 2) (or (= id "a") (= id "b"))))',
    ],
  ])('%s', (text, tree) => {
    expect(boundTree(bind(text).filter)).toBe(tree);
  });

  test('in entries of another type', () => {
    expect(boundTree(bind('structures.target.elements HAS "Ta"', 'references').filter)).toBe(
      '(has-any structures.target(elements[]) "Ta")',
    );
    expect(boundTree(bind('_exmpl_mass > 1', '_exmpl_samples').filter)).toBe('(> _exmpl_mass 1)');
  });
});

test.each([
  ['nelements', false, 'number'],
  ['elements', true, 'string'],
  ['lattice_vectors', true, 'opaque'],
  ['species', true, 'opaque'],
  ['species.mass', true, 'number'],
  ['_exmpl_setup', false, 'opaque'],
  ['_exmpl_tensor', false, 'opaque'],
  ['_exmpl_dates', true, 'timestamp'],
  ['references.target._exmpl_open', true, 'boolean'],
])('the path of %s', (name, list, type) => {
  const { filter } = bind(`${name} IS KNOWN`);
  expect(filter).toMatchObject({ kind: 'known', path: { list, type } });
});

describe('refused filters', () => {
  test.each([
    // Names.
    ['nelement = 1', 'property-unknown', 'nelement', 'nelements'],
    ['mixture > 1', 'property-unknown', 'mixture', undefined],
    ['tensor IS KNOWN', 'property-unknown', 'tensor', '_exmpl_tensor'],
    ['elements CONTAINS "S"', 'operator-unsupported', 'elements CONTAINS "S"', 'elements HAS CONTAINS "S"'],
    ['id = "x" OR crazy_field = 2', 'property-unknown', 'crazy_field', undefined],
    ['nelements = nsite', 'property-unknown', 'nsite', 'nsites'],
    ['elements HAS ANY "a", hydrogen', 'property-unknown', 'hydrogen', undefined],
    ['_mp_x = nosuch', 'property-unknown', 'nosuch', undefined],
    ['_exmpl_band_gab > 1', 'property-unknown', '_exmpl_band_gab', '_exmpl_band_gap'],
    ['_exmpl_direct = true', 'property-unknown', 'true', 'TRUE'],
    ['specis.name HAS "x"', 'property-unknown', 'specis.name', 'species.name'],
    ['species.nam HAS "x"', 'property-unknown', 'species.nam', 'species.name'],
    ['species._exmpl_spn HAS 1', 'property-unknown', 'species._exmpl_spn', 'species._exmpl_spin'],
    ['species.name.first HAS "x"', 'property-unknown', 'species.name.first', undefined],
    [
      '_exmpl_setup.grid.spacng = 1',
      'property-unknown',
      '_exmpl_setup.grid.spacng',
      '_exmpl_setup.grid.spacing',
    ],
    ['nelements.x = 1', 'property-unknown', 'nelements.x', undefined],
    ['id.x = 1', 'property-unknown', 'id.x', undefined],
    ['reference.id HAS "x"', 'property-unknown', 'reference.id', 'references.id'],
    ['references.target.dio = "x"', 'property-unknown', 'references.target.dio', undefined],
    ['constructor = 1', 'property-unknown', 'constructor', undefined],
    ['species.constructor = 1', 'property-unknown', 'species.constructor', undefined],
    // Relationships.
    ['references.doi HAS "x"', 'relationship-unsupported', 'references.doi', undefined],
    ['references IS KNOWN', 'relationship-unsupported', 'references', undefined],
    ['references.id.x HAS "x"', 'relationship-unsupported', 'references.id.x', undefined],
    ['references.target IS KNOWN', 'relationship-unsupported', 'references.target', undefined],
    [
      'references.target.structures.id HAS "x"',
      'relationship-unsupported',
      'references.target.structures.id',
      undefined,
    ],
    ['files.target.url = "x"', 'relationship-unsupported', 'files.target.url', undefined],
    // Types.
    ['nelements = "3"', 'type-mismatch', 'nelements = "3"', undefined],
    ['chemical_formula_reduced = 5', 'type-mismatch', 'chemical_formula_reduced = 5', undefined],
    ['nelements = TRUE', 'type-mismatch', 'nelements = TRUE', undefined],
    ['nelements = id', 'type-mismatch', 'nelements = id', undefined],
    ['last_modified = id', 'type-mismatch', 'last_modified = id', undefined],
    ['last_modified > 2020', 'type-mismatch', 'last_modified > 2020', undefined],
    ['elements = "Si"', 'type-mismatch', 'elements = "Si"', 'elements HAS "Si"'],
    ['elements != "Si"', 'type-mismatch', 'elements != "Si"', undefined],
    ['elements = elements', 'type-mismatch', 'elements = elements', undefined],
    ['id = elements', 'type-mismatch', 'id = elements', undefined],
    ['references.id = "x"', 'type-mismatch', 'references.id = "x"', 'references.id HAS "x"'],
    [
      'references.target.doi = references.target.title',
      'type-mismatch',
      'references.target.doi = references.target.title',
      undefined,
    ],
    ['references.target.year = 2024', 'type-mismatch', 'references.target.year = 2024', undefined],
    ['elements HAS 5', 'type-mismatch', '5', undefined],
    ['elements HAS ALL "a", nelements', 'type-mismatch', 'nelements', undefined],
    ['elements HAS elements', 'type-mismatch', 'elements', undefined],
    ['elements:elements_ratios HAS "a":"b"', 'type-mismatch', '"b"', undefined],
    ['id CONTAINS 42', 'type-mismatch', 'id CONTAINS 42', undefined],
    ['id CONTAINS elements', 'type-mismatch', 'id CONTAINS elements', undefined],
    ['elements LENGTH "3"', 'type-mismatch', 'elements LENGTH "3"', undefined],
    ['elements LENGTH elements', 'type-mismatch', 'elements LENGTH elements', undefined],
    // Operators.
    ['nelements CONTAINS "1"', 'operator-unsupported', 'nelements CONTAINS "1"', undefined],
    ['last_modified STARTS "2019"', 'operator-unsupported', 'last_modified STARTS "2019"', undefined],
    [
      'references.description CONTAINS "x"',
      'operator-unsupported',
      'references.description CONTAINS "x"',
      'references.description HAS CONTAINS "x"',
    ],
    ['_exmpl_direct < _exmpl_magnetic', 'operator-unsupported', '_exmpl_direct < _exmpl_magnetic', undefined],
    ['_exmpl_tensor = 1', 'operator-unsupported', '_exmpl_tensor = 1', undefined],
    ['nelements HAS 1', 'operator-unsupported', 'nelements HAS 1', undefined],
    ['lattice_vectors HAS 1', 'operator-unsupported', 'lattice_vectors HAS 1', undefined],
    ['elements_ratios HAS CONTAINS "1"', 'operator-unsupported', 'CONTAINS "1"', undefined],
    ['elements:nelements HAS "a":1', 'operator-unsupported', 'elements:nelements HAS "a":1', undefined],
    ['nelements LENGTH 1', 'operator-unsupported', 'nelements LENGTH 1', undefined],
    ['_exmpl_setup LENGTH 1', 'operator-unsupported', '_exmpl_setup LENGTH 1', undefined],
    // Constants.
    ['"a" = "a"', 'constants-compared', '"a" = "a"', undefined],
    ['TRUE = FALSE', 'constants-compared', 'TRUE = FALSE', undefined],
    ['5 = "a"', 'constants-compared', '5 = "a"', undefined],
    ['nelements > 1e400', 'number-range', '1e400', undefined],
    ['1 < -1e400', 'number-range', '-1e400', undefined],
    ['elements LENGTH 1e400', 'number-range', '1e400', undefined],
    ['last_modified > "yesterday"', 'timestamp-invalid', '"yesterday"', undefined],
    ['last_modified > "2020-01-01"', 'timestamp-invalid', '"2020-01-01"', '"2020-01-01T00:00:00Z"'],
    [
      '"2020-01-01T00:00:00" = last_modified',
      'timestamp-invalid',
      '"2020-01-01T00:00:00"',
      '"2020-01-01T00:00:00Z"',
    ],
    ['_exmpl_dates HAS "x"', 'timestamp-invalid', '"x"', undefined],
    ['elements:elements_ratios HAS ALL "a":1, "b":>2:3', 'zip-length', '"b":>2:3', undefined],
    ['elements:elements_ratios:elements HAS "a":1', 'zip-length', '"a":1', undefined],
  ] as const)('%s', (text, code, marked, suggestion) => {
    const error = clientError(() => bind(text));
    expect(error.code).toBe(code);
    expect(error.options.parameter).toBe('filter');
    const { start, end } = error.options.excerpt!;
    expect(text.slice(start, end)).toBe(marked);
    expect(error.options.suggestion).toBe(suggestion);
  });

  test.each([
    ['nframes = 1', 'Entries of type "structures" have no property "nframes".'],
    ['elements = "Si"', 'The list "elements" cannot be compared with the string "Si".'],
    ['5 = id', 'The string "id" cannot be compared with the number 5.'],
    ['elements LENGTH TRUE', 'The length of "elements" cannot be compared with TRUE.'],
    ['nsites HAS 1', '"HAS" does not work on the number "nsites".'],
    ['_exmpl_setup > 1', '">" does not work on the composite value "_exmpl_setup".'],
    ['"a" != 1', 'Comparing the string "a" with the number 1 is not supported'],
    [
      'references.x IS KNOWN',
      'references.id, references.description, references.role, references.target.<property>',
    ],
    ['files.x IS KNOWN', 'Supported are files.id, files.description, files.role.'],
    [
      'references.target.titl = "x"',
      'Entries of type "references" have no property "titl". Did you mean "title"?',
    ],
  ])('%s says why', (text, detail) => {
    expect(clientError(() => bind(text)).detail).toContain(detail);
  });
});

describe('warnings', () => {
  test.each([
    ['nelements = 1', []],
    ['_mp_x = 1', []],
    ['_nobody_x = 1', ['property-unrecognized']],
    [
      '_nobody_x = 1 OR _nobody_x IS KNOWN OR _nobody_y > 2',
      ['property-unrecognized', 'property-unrecognized'],
    ],
    ['_ = 1 OR ___beta___ IS KNOWN OR _exmpl = 2', Array(3).fill('property-unrecognized')],
    ['species._nobody_x HAS 1', ['property-unrecognized']],
    ['last_modified = "2020-01-01T00:00:00Z"', ['timestamp-exact']],
    ['last_modified >= "2020-01-01T00:00:00Z"', []],
  ])('%s', (text, codes) => {
    const { warnings } = bind(text);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    for (const warning of warnings) expect(warning.parameter).toBe('filter');
  });

  test('name the property', () => {
    expect(bind('_nobody_x = 1').warnings[0]?.detail).toContain('"_nobody_x"');
  });

  test('are bounded', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `_nobody${index}_x`).join(' OR ');
    expect(bind(text).warnings).toHaveLength(50);
  });
});
