import type { Case } from './structures.ts';
import { assembly, rutile } from './structures.ts';

export const assemblyCases: readonly Case[] = [
  [assembly([[2], [3]], [0.5, 0.5])],
  [
    { ...rutile, structure_features: ['assemblies'], assemblies: { sites_in_groups: [] } },
    'assemblies-have-groups-and-probabilities assemblies',
  ],
  [assembly([2, 3], [0.5, 0.5]), 'assemblies-have-groups-and-probabilities assemblies'],
  [assembly([[2], [3.5]], [0.5, 0.5]), 'assemblies-have-groups-and-probabilities assemblies'],
  [assembly([[2], [3]], ['0.5', '0.5']), 'assemblies-have-groups-and-probabilities assemblies'],
  [assembly([[2], [3]], [1]), 'assembly-probabilities-belong-to-groups assemblies'],
  [assembly([[2], [3]], [1.5, -0.5]), 'assembly-probabilities-are-proportions assemblies'],
  [assembly([[2], [3]], [0.5, 0.4]), 'assembly-probabilities-sum-to-one? assemblies'],
  [assembly([[2], [6]], [0.5, 0.5]), 'assembly-groups-hold-sites assemblies'],
  [assembly([[2], [-1]], [0.5, 0.5]), 'assembly-groups-hold-sites assemblies'],
  [assembly([[2], [2]], [0.5, 0.5]), 'assembly-sites-are-in-one-group assemblies'],
];
