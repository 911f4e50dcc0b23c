import { z } from 'zod';
import type { SettingRow } from '../setting-row.ts';
import { flag, prefix } from '../value-schema.ts';

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
    description: 'serve nothing if the data hold any error',
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
