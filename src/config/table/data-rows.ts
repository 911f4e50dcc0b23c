import { z } from 'zod';
import type { SettingRow } from '../setting-row.ts';
import { flag, prefix } from '../value-schema.ts';

/** Beyond it everything is symmetric: atoms are some 1 to 3 Å apart. */
const symmetryToleranceMax = 1;

/** What a description ends with where the data's own `respawn.yaml` has a say. */
const elseData = (otherwise: string) => `default as the data’s respawn.yaml says, else ${otherwise}`;

/** How sources are read. */
export const dataRows: readonly SettingRow[] = [
  {
    name: 'prefix',
    argument: 'PREFIX',
    schema: prefix,
    default: undefined,
    description: 'provider prefix of custom properties, without underscores; default from the source',
  },
  {
    name: 'strict',
    schema: flag,
    default: false,
    description: 'serve nothing if the data hold any error; all of them are looked for first',
  },
  {
    name: 'on-error',
    argument: 'WHAT',
    schema: z.enum(['skip', 'fail'], 'must be skip or fail'),
    default: undefined,
    description:
      'what happens at a file, or a part of one, that cannot be read: skip it and go on, with an error in the ' +
      `report, or fail at once; ${elseData('skip')}`,
  },
  {
    name: 'id-scheme',
    argument: 'SCHEME',
    schema: z.enum(['short', 'path'], 'must be short or path'),
    default: undefined,
    description:
      'ids of entries that are files: short, what tells their paths apart, as optimade-maker has it; path, the ' +
      `whole path, which stays the same when files are added; ${elseData('short')}`,
  },
  {
    name: 'frames',
    argument: 'WHICH',
    schema: z.enum(['last', 'all'], 'must be last or all'),
    default: undefined,
    description: `frames of a file with several that become entries: last or all; ${elseData('last')}`,
  },
  {
    name: 'symmetry',
    argument: 'FROM',
    schema: z.enum(['declared', 'computed', 'none'], 'must be declared, computed or none'),
    default: undefined,
    description:
      'where space groups come from: declared, what the files say; computed, from the sites; none; ' +
      elseData('declared'),
  },
  {
    name: 'symmetry-tolerance',
    argument: 'ANGSTROM',
    schema: z.coerce
      .number('must be a number')
      .gt(0, 'must be more than 0')
      .max(symmetryToleranceMax, `must be at most ${symmetryToleranceMax}`),
    default: undefined,
    description: `how far sites may be off where symmetry is computed, in Å; ${elseData('what suits the format')}`,
  },
  {
    name: 'nested-bundles',
    schema: flag,
    default: undefined,
    description: `read bundles (zip, tar) that lie in a bundle, one level deep; ${elseData('they are left out')}`,
  },
  {
    name: 'archives',
    argument: 'WHICH',
    schema: z.enum(['all', 'files', 'none'], 'must be all, files or none'),
    default: undefined,
    description:
      'what can be asked in full by the graph language: all, the record that each entry is made from and the files ' +
      `below archive/; files, these alone; none; ${elseData('all')}`,
  },
  {
    name: 'aliases',
    only: 'file',
    schema: z.record(z.string(), z.record(z.string(), z.string())),
    default: {},
    description: 'by entry type: OPTIMADE name → name in the source',
  },
  {
    name: 'length-aliases',
    only: 'file',
    schema: z.record(z.string(), z.record(z.string(), z.string())),
    default: {},
    description: 'by entry type: list property → integer property that holds its length',
  },
  {
    name: 'provider-fields',
    only: 'file',
    schema: z.record(
      z.string(),
      z.array(
        z.union([
          z.string().transform((name) => ({ name })),
          z.looseObject({
            name: z.string(),
            description: z.string().optional(),
            unit: z.string().optional(),
            type: z.string().optional(),
            sortable: z.boolean().optional(),
          }),
        ]),
      ),
    ),
    default: {},
    description: 'by entry type: custom properties with description, unit and type',
  },
];
