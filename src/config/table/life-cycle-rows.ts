import { limits } from '../../base/index.ts';
import type { SettingRow } from '../setting-row.ts';
import { duration, positiveInteger, size } from '../value-schema.ts';

/** What all databases together may take, and how long they stay awake. */
export const lifeCycleRows: readonly SettingRow[] = [
  {
    name: 'time-to-live',
    argument: 'DURATION',
    schema: duration,
    default: 600,
    description: 'how long a database stays awake after a request: seconds, or 10m, 1h',
  },
  {
    // A row of the registry each, and the index page is still one that a browser shows.
    name: 'databases-max',
    argument: 'N',
    schema: positiveInteger,
    default: 10_000,
    description: 'databases that may be known',
  },
  {
    // Each holds an open file and its index; waking another takes milliseconds.
    name: 'live-max',
    argument: 'N',
    schema: positiveInteger,
    default: 50,
    description: 'databases that may be awake at once',
  },
  {
    name: 'memory-max',
    argument: 'SIZE',
    schema: size,
    default: undefined,
    description:
      'index blocks in memory, of all workers together; default a quarter of the memory, at most 4GiB',
  },
  {
    name: 'disk-max',
    argument: 'SIZE',
    schema: size,
    default: undefined,
    description: 'all database files together; default half of the disk that holds them, at most 200GB',
  },
  {
    name: 'ingestions-max',
    argument: 'N',
    schema: positiveInteger,
    default: undefined,
    description: 'ingestions at once; default one for each two cores, at most 4',
  },
  {
    name: 'queue-max',
    argument: 'N',
    schema: positiveInteger,
    default: 1_000,
    description: 'ingestions that may wait',
  },
  {
    // What a record of Zenodo may hold without special arrangement.
    name: 'download-max',
    argument: 'SIZE',
    schema: size,
    default: 50_000_000_000,
    description: 'one download',
  },
  {
    // The largest provider of OPTIMADE offers about twelve million.
    name: 'entries-max',
    argument: 'N',
    schema: positiveInteger,
    default: 20_000_000,
    description: 'entries of one database',
  },
  {
    name: 'archive-max',
    argument: 'SIZE',
    schema: size.refine((bytes) => bytes <= limits.archiveBytesMax, 'must be at most 2GiB'),
    default: limits.archiveBytesMax,
    description: 'one archive, the document behind an entry; at most 2GiB',
  },
];
