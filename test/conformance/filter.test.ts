/** What filters find, over the whole way from the URL to the answer. */
import { expect, test } from 'vitest';
import { oddId } from './fixture.ts';
import { askOdd, testFilters, testOdd } from './odd-database.ts';

const all = `alloy bare ${oddId} quartz salt silicon slab`;

testFilters('comparisons', [
  ['FLT-01 property first', 'nelements>2', oddId],
  ['FLT-01 constant first', '2<nelements', oddId],
  ['FLT-01 equal', 'nelements=2', 'alloy quartz salt'],
  ['FLT-01 not equal', 'nelements!=2', `${oddId} silicon slab`],
  ['FLT-01 less or equal, constant first', '1>=nelements', 'silicon slab'],
  ['FLT-01 text, constant first', '"Si"=chemical_formula_reduced', 'silicon'],
  ['FLT-01 text at most', 'chemical_formula_reduced<="ClNa"', `${oddId} salt slab`],
  ['FLT-02 property against property', 'nelements=nsites', 'salt slab'],
  ['FLT-02 number against number', '5<7', all],
  ['FLT-02 number against number, false', '7<5', ''],
  ['FLT-03 text against text', '"a"="a"', 501],
  ['FLT-04 boolean against boolean', 'TRUE=FALSE', 501],
  ['FLT-04 number against text', '5="a"', 501],
  ['FLT-05 number property, text', 'nelements="3"', 501],
  ['FLT-05 text property, number', 'chemical_formula_reduced=5', 501],
  ['FLT-05 list of texts, number', 'elements HAS 5', 501],
  ['FLT-05 substring of a number', 'nelements CONTAINS 1', 501],
  ['FLT-05 list compared', 'elements="Si"', 501],
  ['FLT-05 number property, boolean', 'nelements=TRUE', 501],
  ['FLT-06 no integer has a fraction', 'nelements=2.5', ''],
  ['FLT-07 texts in order of code points', 'chemical_formula_reduced<"CI"', `${oddId} slab`],
  ['FLT-07 upper case before lower case', 'chemical_formula_reduced>"Z"', ''],
  ['FLT-08 zero', '_exmpl_gap=0', 'salt'],
  ['FLT-08 zero with a fraction', '_exmpl_gap=0.0', 'salt'],
  ['FLT-08 minus zero', '_exmpl_gap=-0', 'salt'],
  ['FLT-09 contains', 'chemical_formula_reduced CONTAINS "i"', 'quartz silicon'],
  ['FLT-09 starts', 'chemical_formula_reduced STARTS WITH "C"', `alloy ${oddId} salt slab`],
  ['FLT-09 starts, short', 'chemical_formula_reduced STARTS "Cl"', 'salt'],
  ['FLT-09 ends', 'chemical_formula_reduced ENDS WITH "2"', `alloy ${oddId}`],
  ['FLT-09 no wildcards: percent', '_exmpl_label CONTAINS "%"', 'silicon'],
  ['FLT-09 no wildcards: underscore', '_exmpl_label CONTAINS "p_a"', ''],
  ['FLT-09 no wildcards: regular expression', '_exmpl_label ENDS ".*"', 'silicon'],
  ['FLT-09 quotes', '_exmpl_label CONTAINS "\\"hi\\""', 'quartz'],
  ['FLT-09 case counts', '_exmpl_label CONTAINS "PURE"', ''],
  ['FLT-10 substring from a property', 'chemical_formula_reduced CONTAINS _exmpl_el', 'salt'],
  ['FLT-11 boolean', '_exmpl_magnetic=TRUE', 'alloy salt'],
  ['FLT-11 boolean, not equal', '_exmpl_magnetic!=TRUE', 'silicon'],
  ['FLT-11 boolean first', 'FALSE=_exmpl_magnetic', 'silicon'],
  ['FLT-11 no order of booleans', '_exmpl_magnetic<TRUE', 400],
  ['FLT-11 no order of two booleans', '_exmpl_magnetic<_exmpl_magnetic', 501],
  ['FLT-12 a boolean alone', '_exmpl_magnetic', 'alloy salt'],
  ['FLT-12 not a boolean', 'NOT _exmpl_magnetic', 'silicon'],
  ['FLT-13 another property alone', 'nelements', `alloy ${oddId} quartz salt silicon slab`],
  ['FLT-13 not another property', 'NOT nelements', 'bare'],
  ['FLT-14 an instant', 'last_modified="2020-01-01T00:00:00Z"', 'silicon'],
  ['FLT-14 the same instant elsewhere', 'last_modified="2020-01-01T05:30:00+05:30"', 'silicon'],
  ['FLT-14 before', 'last_modified<"2020-01-01T02:00:00+02:00"', 'alloy'],
  ['FLT-14 fractions of a second', 'last_modified>"2021-06-01T00:00:00.2Z"', 'quartz salt'],
  ['FLT-15 no timestamp', 'last_modified>"yesterday"', 400],
  ['FLT-15 a date alone', 'last_modified>"2020-01-01"', 400],
  ['FLT-16 substring of a timestamp', 'last_modified STARTS "2020"', 501],
  ['FLT-16 number against a timestamp', 'last_modified>2020', 501],
  ['FLT-17 id', `id="${oddId}"`, oddId],
  ['FLT-17 part of an id', 'id CONTAINS "@1+"', oddId],
  ['FLT-17 id is known', 'id IS KNOWN', all],
  ['FLT-17 order of ids', 'id>="salt" AND id<"silicon"', 'salt'],
  ['FLT-17 type', 'type="structures"', all],
  ['FLT-17 part of a type', 'type STARTS "str"', all],
  ['FLT-17 immutable_id', 'immutable_id ENDS ":si"', 'silicon'],
]);

testFilters('lists', [
  ['FLT-20 HAS', 'elements HAS "Si"', 'quartz silicon'],
  ['FLT-21 HAS ALL', 'elements HAS ALL "Si","O"', 'quartz'],
  ['FLT-21 HAS ALL, the same twice', 'elements HAS ALL "Si","Si"', 'quartz silicon'],
  ['FLT-22 HAS ANY', 'elements HAS ANY "H","Na"', `${oddId} salt`],
  ['FLT-23 LENGTH', 'elements LENGTH 3', oddId],
  ['FLT-23 LENGTH counts nulls', '_exmpl_ticks LENGTH 2', 'silicon'],
  ['FLT-23 an empty list has length 0', 'structure_features LENGTH 0', `bare ${oddId} quartz salt silicon`],
  ['FLT-24 HAS ONLY', 'elements HAS ONLY "Si","O","C"', 'quartz silicon slab'],
  ['FLT-24 HAS ONLY of an empty list', 'structure_features HAS ONLY "disorder"', all],
  ['FLT-25 LENGTH with an operator', 'elements LENGTH >= 2', `alloy ${oddId} quartz salt`],
  ['FLT-26 HAS with an operator', 'elements_ratios HAS <0.25', oddId],
  ['FLT-26 HAS ALL with operators', 'elements_ratios HAS ALL <0.5,>0.5', 'alloy quartz'],
  ['FLT-26 HAS != is no negation', 'elements HAS != "Si"', `alloy ${oddId} quartz salt slab`],
  ['FLT-26 HAS ONLY with an operator', 'elements_ratios HAS ONLY >=0.4', 'alloy salt silicon slab'],
  ['FLT-27 HAS ANY with substrings', 'elements HAS ANY STARTS WITH "S", ENDS "a"', 'quartz salt silicon'],
  ['FLT-28 zipped lists', 'elements:elements_ratios HAS "O":>0.5', 'quartz'],
  ['FLT-28 zipped, all', 'elements:elements_ratios HAS ALL "Cu":>0.5,"Zn":<0.5', 'alloy'],
  ['FLT-28 zipped, only', 'elements:elements_ratios HAS ONLY "Si":1,"C":1', 'silicon slab'],
  ['FLT-28 zipped with itself', 'elements_ratios:elements_ratios HAS >0.3:<0.35', 'quartz'],
  ['FLT-29 a group of another size', 'elements:elements_ratios HAS "Al":>0:1', 400],
  ['FLT-29 lists of unequal length', 'species.name:elements_ratios HAS "M":0.6', 'alloy'],
  ['FLT-30 a property among values', 'elements HAS _exmpl_el', 'salt'],
  ['FLT-31 null satisfies nothing', '_exmpl_ticks HAS != 1', ''],
  ['FLT-31 null keeps HAS ONLY from matching', '_exmpl_ticks HAS ONLY 1', ''],
  ['FLT-32 structure_features, HAS', 'structure_features HAS "disorder"', 'alloy slab'],
  ['FLT-32 structure_features, HAS ANY', 'structure_features HAS ANY "disorder","assemblies"', 'alloy slab'],
  ['FLT-32 structure_features, HAS ALL', 'structure_features HAS ALL "disorder","assemblies"', ''],
]);

testFilters('nested names', [
  ['FLT-40 a key of dictionaries in a list', 'species.name HAS "M"', 'alloy'],
  ['FLT-40 lists in dictionaries in a list', 'species.chemical_symbols HAS "vacancy"', 'slab'],
  ['FLT-40 a key of dictionaries in references', 'authors.lastname HAS "Hull"', 'hull', 'references'],
  ['FLT-40 a key of a dictionary', '_exmpl_maker.since<2000', 'full', '_exmpl_things'],
  ['FLT-40 two keys deep', '_exmpl_maker.at.open', 'full', '_exmpl_things'],
  ['FLT-40 lists in a list', '_exmpl_parts.tags HAS ALL "x","y"', 'full', '_exmpl_things'],
  ['FLT-41 an unknown key', 'species.nosuch HAS 1', 400],
  ['FLT-41 a key of another provider', 'species._other_x HAS 1', ''],
  ['FLT-41 items without the key add nothing', 'species.mass HAS >28', 'silicon'],
]);

testFilters('relationships', [
  ['FLT-42 ids', 'references.id HAS "hull"', 'salt silicon'],
  ['FLT-42 any of some ids', 'references.id HAS ANY "bragg","gone"', `${oddId} quartz salt silicon`],
  ['FLT-42 number of relations', 'references.id LENGTH 2', 'salt silicon'],
  ['FLT-42 descriptions', 'references.description HAS "first structure"', 'quartz'],
  ['FLT-42 ids with descriptions', 'references.id:references.description HAS "gone":"lost"', 'silicon'],
  ['FLT-43 roles', 'files.role HAS "input"', 'run-1', 'calculations'],
  ['FLT-43 roles with ids', 'files.id:files.role HAS "raw":"output"', '', 'calculations'],
  [
    'FLT-44 a property of related entries',
    'references.target.doi HAS "10.1103/PhysRev.10.661"',
    'salt silicon',
  ],
  ['FLT-44 a list of related entries', 'structures.target.elements HAS "O"', 'bragg', 'references'],
  [
    'FLT-44 role with a property of the related entry',
    'references.role:references.target.year HAS "_exmpl_primary":"1917"',
    'silicon',
  ],
  ['FLT-44 nested names behind target', 'references.target.authors.lastname HAS "Hull"', 'salt silicon'],
  ['FLT-45 = asks for any item', 'references.target.year="1913"', 'quartz salt'],
  ['FLT-45 types still must match', 'references.target.year=1913', 501],
  ['FLT-46 what cannot be queried is 501', 'references.doi HAS "x"', 501],
  ['FLT-47 without relations nothing is known', 'NOT references.id HAS "hull"', `${oddId} quartz`],
  ['FLT-47 nor does HAS ONLY match', 'references.id HAS ONLY "gone"', oddId],
  ['FLT-47 IS UNKNOWN does', 'references.id IS UNKNOWN', 'alloy bare slab'],
]);

testFilters('unknown values', [
  ['FLT-50 known', '_exmpl_gap IS KNOWN', `alloy ${oddId} salt silicon slab`],
  ['FLT-50 unknown', '_exmpl_gap IS UNKNOWN', 'bare quartz'],
  ['FLT-51 != leaves out null', '_exmpl_gap!=0', `alloy ${oddId} silicon slab`],
  ['FLT-51 HAS leaves out null', 'elements HAS != "X"', `alloy ${oddId} quartz salt silicon slab`],
  ['FLT-52 NOT leaves out null', 'NOT _exmpl_gap=0', `alloy ${oddId} silicon slab`],
  ['FLT-52 NOT HAS leaves out null', 'NOT elements HAS "Si"', `alloy ${oddId} salt slab`],
  ['FLT-52 NOT IS KNOWN matches null', 'NOT _exmpl_gap IS KNOWN', 'bare quartz'],
  ['FLT-52 unknown or false is unknown', 'NOT (_exmpl_gap=0 OR nelements=1)', `alloy ${oddId}`],
  [
    'FLT-52 unknown and false is false',
    'NOT (_exmpl_gap=0 AND nelements=1)',
    `alloy ${oddId} quartz salt silicon slab`,
  ],
  ['FLT-52 unknown or true is true', '_exmpl_gap=0 OR nelements=2', 'alloy quartz salt'],
  ['FLT-53 null against null', '_exmpl_el=_exmpl_label', ''],
  ['FLT-53 null against itself', 'NOT _exmpl_el=_exmpl_el', ''],
  ['FLT-54 properties that the source lacks', 'wyckoff_positions IS UNKNOWN', all],
  ['FLT-54 and their negation', 'NOT chemical_formula_hill="x"', 'silicon'],
]);

testFilters('names that are not known', [
  ['UNK-01 no prefix', 'crazyfield=2', 400],
  ['UNK-01 a property of another type', 'nframes=3', 400],
  ['UNK-02 the own prefix', '_exmpl_nosuch=1', 400],
  ['UNK-03 another prefix is null', '_other_x<2 OR nelements=1', 'silicon slab'],
  ['UNK-03 IS UNKNOWN', '_other_x IS UNKNOWN', all],
  ['UNK-03 NOT', 'NOT _other_x=2', ''],
  ['UNK-06 a prefix of definitions, served here', '_dft_code="abc"', 'silicon'],
  ['UNK-06 a prefix of definitions, not served here', '_dft_x=1', ''],
  ['UNK-06 another provider, served here', '_mp_rank=7', 'silicon'],
  ['UNK-07 an underscore alone', '_=1', ''],
  ['UNK-07 no prefix between underscores', '___beta___ IS UNKNOWN', all],
  ['UNK-07 a prefix alone', '_exmpl=1', ''],
  ['UNK-08 in a branch that does not matter', 'nelements=1 OR crazyfield=2', 400],
]);

testFilters(
  'UNK-05 every standard name is known',
  [
    'chemical_formula_hill',
    'space_group_symmetry_operations_xyz',
    'space_group_symbol_hall',
    'space_group_symbol_hermann_mauguin',
    'space_group_symbol_hermann_mauguin_extended',
    'space_group_it_number',
    'fractional_site_positions',
    'site_coordinate_span',
    'site_coordinate_span_description',
    'wyckoff_positions',
    'optimization_type',
    'assemblies',
  ].map((name) => ['UNK-05', `${name} IS UNKNOWN AND id="bare"`, 'bare'] as const),
);

testOdd([
  {
    name: 'UNK-01 the message names the property',
    path: '/v1/structures?filter=crazyfield=2',
    status: 400,
    values: { '/errors/0/detail': expect.stringContaining('"crazyfield"') },
  },
  {
    name: 'UNK-04 a prefix of nobody gets a warning',
    path: '/v1/structures?filter=_crazyprovider_x=1',
    values: { '/meta/warnings/0/detail': expect.stringContaining('_crazyprovider_x'), '/data': [] },
  },
  {
    name: 'UNK-04 a registered prefix gets none',
    path: '/v1/structures?filter=_cod_x=1',
    values: { '/meta/warnings': undefined, '/data': [] },
  },
  {
    name: 'GRM-20 a syntax error says where',
    path: '/v1/structures?filter=nelements=1+AND+AND',
    status: 400,
    values: {
      '/errors/0/detail': expect.stringMatching(/column 17.*\n.*\n {16}\^/s),
      '/errors/0/source/parameter': 'filter',
    },
  },
  {
    name: 'GRM-01 escapes of the URL come before those of strings',
    path: '/v1/structures?filter=_exmpl_label=%22say%20%5C%22hi%5C%22%22',
    values: { '/data/0/id': 'quartz' },
  },
]);

testFilters('every data type', [
  ['OPT-02 string', '_exmpl_text="bolt"', 'full', '_exmpl_things'],
  ['OPT-02 integer', '_exmpl_count>=3', 'full', '_exmpl_things'],
  ['OPT-02 float', '_exmpl_weight=0.25', 'full', '_exmpl_things'],
  ['OPT-02 boolean', '_exmpl_new=FALSE', 'empty', '_exmpl_things'],
  ['OPT-02 timestamp', '_exmpl_made<"2023-05-05T04:05:06Z"', 'full', '_exmpl_things'],
  ['OPT-02 list of strings', '_exmpl_names HAS "a"', 'full', '_exmpl_things'],
  ['OPT-02 list of integers', '_exmpl_counts HAS ALL 1,2', 'full', '_exmpl_things'],
  ['OPT-02 list of floats', '_exmpl_weights HAS ANY 0.5,7', 'full', '_exmpl_things'],
  ['OPT-02 list of booleans', '_exmpl_switches HAS FALSE', 'full', '_exmpl_things'],
  ['OPT-02 list of timestamps', '_exmpl_dates HAS "2020-01-01T00:00:00Z"', 'full', '_exmpl_things'],
  ['OPT-02 list of lists', '_exmpl_grid LENGTH 2', 'full', '_exmpl_things'],
  ['OPT-02 dictionary', '_exmpl_maker IS KNOWN', 'full', '_exmpl_things'],
  ['OPT-02 an empty list is known', '_exmpl_names IS KNOWN', 'full empty', '_exmpl_things'],
  ['DT-02 a type of the provider is known or unknown', '_exmpl_color IS KNOWN', 'full', '_exmpl_things'],
  ['DT-02 and nothing else', '_exmpl_color="red"', 501, '_exmpl_things'],
  ['OPT-01 lists of lists cannot be searched', 'lattice_vectors HAS 1', 501],
  ['OPT-01 nor dictionaries be compared', '_exmpl_maker=1', 501, '_exmpl_things'],
  ['OPT-01 the length of a dictionary', '_exmpl_maker LENGTH 1', 501, '_exmpl_things'],
  ['GRM-09 a number that no machine holds', 'nsites<1000000000.E1000000000', 501],
]);

test('FLT-50 known and unknown part every listing in two', async () => {
  for (const property of [
    'nelements',
    '_exmpl_gap',
    'elements',
    'species.mass',
    'references.id',
    '_mp_nosuch',
  ]) {
    const counts = await Promise.all(
      ['KNOWN', 'UNKNOWN'].map(async (word) =>
        (await askOdd(`/odd/v1/structures?filter=${property} IS ${word}`)).at('/meta/data_returned'),
      ),
    );
    expect(counts.reduce((sum: number, count) => sum + (count as number), 0)).toBe(7);
  }
});
