import type { Case } from './structures.ts';

export const compositionCases: readonly Case[] = [
  [{ elements: ['Acc'] }, 'elements-are-chemical-symbols elements'],
  [{ elements: ['D', 'H'] }, 'elements-are-chemical-symbols elements'],
  [{ elements: ['H', 'X'] }, 'elements-hold-no-placeholders? elements'],
  [{ elements: ['Cl', 'Br'] }, 'elements-are-sorted-and-unique elements'],
  [{ elements: ['Br', 'Br'] }, 'elements-are-sorted-and-unique elements'],
  [{ elements: ['Br'], nelements: 2 }, 'nelements-counts-elements nelements,elements'],
  [
    { elements: ['Br'], elements_ratios: [0.5, 0.5] },
    'elements-ratios-belong-to-elements elements_ratios,elements',
  ],
  [
    { nelements: 1, elements_ratios: [0.5, 0.5] },
    'elements-ratios-belong-to-elements elements_ratios,nelements',
  ],
  [{ elements_ratios: [1.5, -0.5] }, 'elements-ratios-are-proportions elements_ratios'],
  [{ elements_ratios: [0.333, 0.666] }, 'elements-ratios-sum-to-one elements_ratios'],
  [{ elements_ratios: [0.33333333, 0.66666666] }],
];
