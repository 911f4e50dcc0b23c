import { z } from 'zod';
import { limits } from '../base/index.ts';

const positiveInteger = z.coerce.number().int().min(1);
const flag = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] }),
]);
const webUrl = z.url({ protocol: /^https?$/ });
/** Paths are put behind it, which must not end up in a query. */
const rootUrl = webUrl.refine((url) => !/[?#@\s]/.test(url), 'must end with the path, without ?, # or @');

/** One setting: where it can be given and what it may be. */
export interface SettingRow {
  /** `a.b` in respawn.yaml; the same in kebab case is the flag, in upper snake case behind RESPAWN_ the variable. */
  readonly name: string;
  readonly schema: z.ZodType;
  readonly default: unknown;
  /** How the flag's argument is called in the help; undefined for switches. */
  readonly argument?: string;
  readonly description: string;
  /** Only in respawn.yaml: what is too long for a flag. */
  readonly fileOnly?: true;
}

/** The standard's shape of a database id in a URL. */
export const databaseIdPattern = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * Every setting of the program, once: flags, variables, the file, the help and docs/reference/options.md all follow
 * from this table.
 */
export const settingTable: readonly SettingRow[] = [
  {
    name: 'port',
    argument: 'N',
    schema: z.coerce.number().int().min(0).max(65_535),
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
    description: 'folder of the database files; default the user’s data folder',
  },
  {
    name: 'id',
    argument: 'ID',
    schema: z.string().regex(databaseIdPattern, 'must be 1 to 128 letters, digits, _ or -'),
    default: undefined,
    description: 'id of the database, the first part of its path; default from the file name',
  },
  {
    name: 'prefix',
    argument: 'PREFIX',
    schema: z.string().regex(/^[a-z][a-z0-9]*$/, 'must be lower-case letters and digits, a letter first'),
    default: undefined,
    description: 'provider prefix of custom properties, without underscores; default from the source',
  },
  {
    name: 'base-url',
    argument: 'URL',
    schema: rootUrl,
    default: undefined,
    description: 'public URL that stands before every path in links; default from the request',
  },
  {
    name: 'trust-proxy',
    schema: flag,
    default: false,
    description: 'take the public URL from X-Forwarded-… headers',
  },
  {
    name: 'root',
    schema: flag,
    default: false,
    description: 'serve the one database at / rather than at /<id>',
  },
  {
    name: 'classic-info',
    schema: flag,
    default: false,
    description: 'give /v1/info the plain-word types that older clients and validators expect',
  },
  {
    name: 'strict',
    schema: flag,
    default: false,
    description: 'serve nothing if the data hold any error',
  },
  {
    name: 'log',
    argument: 'FORM',
    schema: z.enum(['pretty', 'json', 'none']),
    default: 'pretty',
    description: 'requests on standard error: pretty, json or none',
  },
  {
    name: 'page-limit',
    argument: 'N',
    schema: positiveInteger,
    default: limits.pageLimitDefault,
    description: 'entries on a page where the request does not say',
  },
  {
    name: 'page-limit-max',
    argument: 'N',
    schema: positiveInteger,
    default: limits.pageLimitMax,
    description: 'highest page_limit that a request may ask for',
  },
  {
    name: 'request-delay',
    argument: 'SECONDS',
    schema: z.coerce.number().min(0),
    default: undefined,
    description: 'pause between requests that clients are asked to keep',
  },
  {
    name: 'license',
    argument: 'SPDX|URL',
    schema: z.string().min(1),
    default: undefined,
    description: 'licence of the data: an SPDX identifier or the URL of a page',
  },
  {
    name: 'schema-url',
    argument: 'URL',
    schema: webUrl,
    default: undefined,
    description: 'OpenAPI document that answers point to; default the server’s own',
  },
  {
    name: 'sources',
    fileOnly: true,
    schema: z.array(z.string().min(1)),
    default: [],
    description: 'what to serve where the command line names nothing',
  },
  {
    name: 'provider',
    fileOnly: true,
    schema: z.strictObject({
      name: z.string().optional(),
      description: z.string().optional(),
      prefix: z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/)
        .optional(),
      homepage: webUrl.nullish(),
    }),
    default: {},
    description: 'who provides the data: name, description, prefix, homepage',
  },
  {
    name: 'implementation',
    fileOnly: true,
    schema: z.strictObject({
      name: z.string().optional(),
      version: z.string().optional(),
      homepage: webUrl.nullish(),
      source_url: webUrl.nullish(),
      issue_tracker: webUrl.nullish(),
      maintainer: z.strictObject({ email: z.email() }).optional(),
    }),
    default: {},
    description: 'who runs this server: name, homepage, source_url, issue_tracker, maintainer.email',
  },
  {
    name: 'available-licenses',
    fileOnly: true,
    schema: z.array(z.string().min(1)),
    default: undefined,
    description: 'SPDX identifiers that hold for the database as a whole',
  },
  {
    name: 'available-licenses-for-entries',
    fileOnly: true,
    schema: z.array(z.string().min(1)),
    default: undefined,
    description: 'SPDX identifiers that hold for single entries',
  },
  {
    name: 'aliases',
    fileOnly: true,
    schema: z.record(z.string(), z.record(z.string(), z.string())),
    default: {},
    description: 'by entry type: OPTIMADE name → name in the source',
  },
  {
    name: 'length-aliases',
    fileOnly: true,
    schema: z.record(z.string(), z.record(z.string(), z.string())),
    default: {},
    description: 'by entry type: list property → integer property that holds its length',
  },
  {
    name: 'provider-fields',
    fileOnly: true,
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

/** The flag of a setting, `--base-url`. */
export function flagOf(row: SettingRow): string {
  return `--${row.name}`;
}

/** The environment variable of a setting, `RESPAWN_BASE_URL`. */
export function variableOf(row: SettingRow): string {
  return `RESPAWN_${row.name.toUpperCase().replaceAll('-', '_')}`;
}
