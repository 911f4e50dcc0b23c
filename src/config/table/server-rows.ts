import { z } from 'zod';
import type { SettingRow } from '../setting-row.ts';
import { databaseId, flag, port, positiveInteger } from '../value-schema.ts';

/** More processes than any machine has cores for are a typing error. */
const workersMax = 256;

/** Where and how the program runs. */
export const serverRows: readonly SettingRow[] = [
  {
    name: 'port',
    argument: 'N',
    schema: port,
    default: undefined,
    description: 'port to listen on; default 5000, or the next free one',
  },
  {
    name: 'host',
    argument: 'ADDRESS',
    schema: z.string().min(1),
    default: '127.0.0.1',
    description: 'address to listen on; 0.0.0.0 for all networks',
  },
  {
    name: 'home',
    argument: 'DIR',
    schema: z.string().min(1),
    default: undefined,
    description: 'folder of the registry and the database files; default the user’s data folder',
  },
  {
    name: 'id',
    argument: 'ID',
    schema: databaseId,
    default: undefined,
    description: 'id of the database, the first part of its path; default from the file name',
  },
  {
    name: 'sources',
    only: 'file',
    schema: z.array(z.string().min(1)),
    default: [],
    description: 'what to serve where the command line names nothing',
  },
  {
    name: 'empty',
    schema: flag,
    default: false,
    description:
      'begin without databases where none is named or known, rather than with the bundled examples',
  },
  {
    name: 'root',
    schema: flag,
    default: false,
    description: 'serve the one database at / rather than at /<id>',
  },
  {
    name: 'workers',
    argument: 'N',
    schema: positiveInteger.max(workersMax),
    default: undefined,
    description: 'processes that serve; default one for each core, at most 8',
  },
  {
    name: 'log',
    argument: 'FORM',
    schema: z.enum(['pretty', 'json', 'none'], 'must be pretty, json or none'),
    default: 'pretty',
    description: 'requests and changes on standard error: pretty, json or none',
  },
  {
    name: 'metrics',
    schema: flag,
    default: false,
    description: 'give metrics for Prometheus at /-/metrics of the port that serves',
  },
  {
    name: 'metrics-port',
    argument: 'N',
    schema: port,
    default: undefined,
    description: 'give them on a port of their own, of the same address',
  },
];
