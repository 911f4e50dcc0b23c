import { z } from 'zod';
import { limits } from '../../base/index.ts';
import type { SettingRow } from '../setting-row.ts';
import { databaseId, flag, positiveInteger, rootUrl, webUrl } from '../value-schema.ts';

/** How databases present themselves. */
export const serviceRows: readonly SettingRow[] = [
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
    name: 'default-database',
    argument: 'ID',
    schema: databaseId,
    default: undefined,
    description: 'database that the index names as the default; default the only one',
  },
  {
    name: 'classic-info',
    schema: flag,
    default: false,
    description: 'give /v1/info the plain-word types that older clients and validators expect',
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
    schema: z.coerce.number('must be a number').min(0, 'must be 0 or more'),
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
    name: 'provider',
    only: 'file',
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
    only: 'file',
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
    only: 'file',
    schema: z.array(z.string().min(1)),
    default: undefined,
    description: 'SPDX identifiers that hold for the database as a whole',
  },
  {
    name: 'available-licenses-for-entries',
    only: 'file',
    schema: z.array(z.string().min(1)),
    default: undefined,
    description: 'SPDX identifiers that hold for single entries',
  },
];
