import { chemicalElements } from './chemical-element.ts';
import { prose, string } from './level.ts';
import { identified } from './standard-property.ts';

/**
 * Systematic names that stood for the elements 113 to 118 before these were named; old data still hold them.
 */
const provisionalSymbols = ['Uut', 'Uuq', 'Uup', 'Uuh', 'Uus', 'Uuo'];

const elements = [...chemicalElements.keys()];

/** What the standard takes for a symbol: every element, some by two names, and `X` for what is no element. */
const symbols: readonly string[] = [
  'X',
  ...elements.slice(0, 112),
  ...provisionalSymbols,
  ...elements.slice(112),
];

export const element = identified(
  'optimade/common',
  'element',
  '1.2.0',
  string({
    title: 'element',
    description: 'The symbol of a chemical element, such as `Si`.',
    maxLength: 3,
    enum: symbols,
  }),
);

export const chemicalSymbol = identified(
  'optimade/common',
  'chemical_symbol',
  '1.2.0',
  string({
    title: 'chemical symbol',
    description: 'The symbol of a chemical element, or `X` for something that is no element.',
    enum: symbols,
    examples: ['Fe', 'X'],
  }),
);

export const chemicalSymbolOrVacancy = identified(
  'optimade/common',
  'chemical_symbol_or_vacancy',
  '1.2.0',
  string({
    title: 'chemical symbol or vacancy',
    description: prose(
      'What may sit on a site.',
      'An element is given by its symbol.',
      '`X` is something that is no element.',
      '`vacancy` means that nothing is there.',
    ),
    // The published list forgets `vacancy`, which the text allows.
    enum: [...symbols, 'vacancy'],
    examples: ['Fe', 'X', 'vacancy'],
  }),
);
