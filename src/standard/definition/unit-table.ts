import type { UnitDefinition } from '../property-definition.ts';
import { definitionBaseUrl, metaSchemaUrl } from './schema-url.ts';
import { stableUuid } from './stable-uuid.ts';

/**
 * One unit: its symbol in expressions, the sign for people, its name, the folder of its definition, what it
 * is.
 */
type Row = readonly [symbol: string, sign: string, name: string, home: string, meaning: string];

const si = 'si/general';
const information = 'iso-iec-80000/2008/information_science_and_technology';
const codata = 'codata/1969/electromagnetic';

/** The units in use around materials that the standard publishes. */
// biome-ignore format: a table
const publishedRows: readonly Row[] = [
  ['A', 'A', 'ampere', si, 'Electric current; a base unit of the SI.'],
  ['angstrom', 'Å', 'ångström', si, 'Length: a tenth of a nanometre, about the radius of an atom.'],
  ['arcmin', '′', 'arcminute', si, 'Plane angle: a sixtieth of a degree.'],
  ['arcsec', '″', 'arcsecond', si, 'Plane angle: a sixtieth of an arcminute.'],
  ['atm', 'atm', 'atmosphere', si, 'Pressure: 101325 Pa, about that of the air at sea level.'],
  ['b', 'b', 'barn', si, 'Area, of cross sections mostly: a hundred square femtometres.'],
  ['bar', 'bar', 'bar', si, 'Pressure: a hundred thousand pascals.'],
  ['Bq', 'Bq', 'becquerel', si, 'Radioactivity: one decay a second.'],
  ['C', 'C', 'coulomb', si, 'Electric charge: that of one ampere flowing for a second.'],
  ['cd', 'cd', 'candela', si, 'Luminous intensity; a base unit of the SI.'],
  ['Da', 'Da', 'dalton', si, 'Mass: a twelfth of that of an atom of carbon-12.'],
  ['day', 'd', 'day', si, 'Time: 24 hours.'],
  ['degC', '°C', 'degree Celsius', si, 'Temperature, counted from 273.15 K in steps of a kelvin.'],
  ['degree', '°', 'degree', si, 'Plane angle: the 360th part of a full turn.'],
  ['eV', 'eV', 'electronvolt', si, 'Energy that an electron gains when it passes a voltage of one volt.'],
  ['F', 'F', 'farad', si, 'Capacitance: one coulomb a volt.'],
  ['Gy', 'Gy', 'gray', si, 'Absorbed dose of radiation: one joule a kilogram.'],
  ['H', 'H', 'henry', si, 'Inductance: one weber an ampere.'],
  ['h', 'h', 'hour', si, 'Time: 3600 seconds.'],
  ['Hz', 'Hz', 'hertz', si, 'Frequency: once a second.'],
  ['J', 'J', 'joule', si, 'Energy: the work of one newton over a metre.'],
  ['K', 'K', 'kelvin', si, 'Thermodynamic temperature; a base unit of the SI.'],
  ['kg', 'kg', 'kilogram', si, 'Mass; a base unit of the SI.'],
  ['l', 'l', 'litre', si, 'Volume: a cubic decimetre.'],
  ['lm', 'lm', 'lumen', si, 'Luminous flux: one candela into a steradian.'],
  ['lx', 'lx', 'lux', si, 'Illuminance: one lumen on a square metre.'],
  ['m', 'm', 'metre', si, 'Length; a base unit of the SI.'],
  ['min', 'min', 'minute', si, 'Time: 60 seconds.'],
  ['mol', 'mol', 'mole', si, 'Amount of substance; a base unit of the SI.'],
  ['N', 'N', 'newton', si, 'Force that gives a kilogram an acceleration of one metre a second squared.'],
  ['ohm', 'Ω', 'ohm', si, 'Electric resistance: one volt an ampere.'],
  ['Pa', 'Pa', 'pascal', si, 'Pressure and stress: one newton on a square metre.'],
  ['rad', 'rad', 'radian', si, 'Plane angle whose arc is as long as the radius.'],
  ['s', 's', 'second', si, 'Time; a base unit of the SI.'],
  ['S', 'S', 'siemens', si, 'Electric conductance: one ampere a volt.'],
  ['sr', 'sr', 'steradian', si, 'Solid angle that cuts the square of the radius out of a sphere.'],
  ['Sv', 'Sv', 'sievert', si, 'Equivalent dose of radiation: one joule a kilogram, weighted for its harm.'],
  ['T', 'T', 'tesla', si, 'Magnetic flux density: one weber on a square metre.'],
  ['u', 'u', 'atomic mass unit', si, 'Mass: a twelfth of that of an atom of carbon-12, like the dalton.'],
  ['V', 'V', 'volt', si, 'Electric potential: one joule a coulomb.'],
  ['W', 'W', 'watt', si, 'Power: one joule a second.'],
  ['Wb', 'Wb', 'weber', si, 'Magnetic flux: one volt for a second.'],
  ['B', 'B', 'byte', information, 'Digital information: eight bits.'],
  ['bit', 'bit', 'bit', 'independent/1948/information', 'Digital information: one choice between two.'],
  ['bohrmagneton', 'μ_B', 'Bohr magneton', codata, 'Magnetic moment: about that of an electron.'],
];

/** Names in `$id`s that are not the title in lower case without spaces. */
const publishedNames: Readonly<Record<string, string>> = { angstrom: 'angstrom' };

function published([symbol, sign, title, home, description]: Row): UnitDefinition {
  const name = publishedNames[symbol] ?? title.toLowerCase().replace('degree c', 'degc').replaceAll(' ', '');
  return {
    $schema: metaSchemaUrl('1.2', 'physical_unit_definition'),
    $id: `${definitionBaseUrl}/v1.2/units/${home}/${name}`,
    symbol,
    'display-symbol': sign,
    title,
    description,
    'x-optimade-definition': {
      kind: 'unit',
      format: '1.2',
      version: '1.2.0',
      name,
      label: `${name}_${home.replaceAll(/[/-]/g, '_')}`,
    },
  };
}

/** A unit that the standard has no definition of, described by us under a URN of its own. */
function described(
  symbol: string,
  sign: string,
  title: string,
  name: string,
  description: string,
): UnitDefinition {
  return {
    $schema: metaSchemaUrl('1.2', 'physical_unit_definition'),
    $id: `urn:uuid:${stableUuid(`unit ${symbol}`)}`,
    symbol,
    'display-symbol': sign,
    title,
    description,
    'x-optimade-definition': { kind: 'unit', format: '1.2', version: '1.0.0', name, label: name },
  };
}

const unprefixed: readonly UnitDefinition[] = [
  ...publishedRows.map(published),
  described('g', 'g', 'gram', 'gram', 'Mass: a thousandth of a kilogram.'),
];

/** Decimal prefixes: symbol, sign for people, name, exponent. Micro is `mc` in the standard. */
const prefixes = [
  ['T', 'T', 'tera', 12],
  ['G', 'G', 'giga', 9],
  ['M', 'M', 'mega', 6],
  ['k', 'k', 'kilo', 3],
  ['c', 'c', 'centi', -2],
  ['m', 'm', 'milli', -3],
  ['mc', 'μ', 'micro', -6],
  ['n', 'n', 'nano', -9],
  ['p', 'p', 'pico', -12],
  ['f', 'f', 'femto', -15],
] as const;

/** Units that take prefixes. Only these, lest a text such as `ft` be understood as something else. */
const prefixable: ReadonlySet<string> = new Set(
  'A B bar C eV F g H Hz J K l m mol N ohm Pa s S T V W Wb'.split(' '),
);

/** `GPa`: defined as one symbol, so that every symbol in an expression is found among the definitions. */
function prefixed(unit: UnitDefinition): readonly UnitDefinition[] {
  return prefixes.map(([prefix, sign, word, exponent]) =>
    described(
      prefix + unit.symbol,
      sign + unit['display-symbol'],
      word + unit.title,
      word + unit['x-optimade-definition'].name,
      `The ${unit.title} times 10 to the power of ${exponent}.`,
    ),
  );
}

/**
 * Every unit that we know, by symbol. A unit without prefix stands before one with, as the standard demands.
 */
export const unitDefinitions: ReadonlyMap<string, UnitDefinition> = new Map(
  [...unprefixed.filter(({ symbol }) => prefixable.has(symbol)).flatMap(prefixed), ...unprefixed].map(
    (unit) => [unit.symbol, unit],
  ),
);
