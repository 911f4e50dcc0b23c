import { z } from 'zod';
import type { SettingRow } from '../setting-row.ts';
import { listOf } from '../value-schema.ts';

/** What a header can carry as a bearer token, and nothing that could end its line. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces');
const originWithToken = /^https?:\/\/[^\s/=]+=[\x21-\x7e]+$/;

/** Who may change what is served, and what may be read for them. */
export const controlRows: readonly SettingRow[] = [
  {
    name: 'spawn',
    argument: 'WHO',
    schema: z.enum(['off', 'local', 'token'], 'must be off, local or token'),
    default: undefined,
    description:
      'who may spawn and remove databases over HTTP: off, local or token; default local where only this machine ' +
      'reaches the server, else token where RESPAWN_TOKEN is set, else off',
  },
  {
    name: 'token',
    only: 'environment',
    schema: token,
    default: undefined,
    description: 'bearer token of those who may spawn and remove',
  },
  {
    name: 'allow-path',
    argument: 'DIR',
    repeatable: true,
    schema: listOf(z.string().min(1)),
    default: undefined,
    description:
      'folder below which files may be named over HTTP, repeatable; default the folders of the sources',
  },
  {
    name: 'allow-host',
    argument: 'HOST',
    repeatable: true,
    schema: listOf(
      z.string().regex(/^[^\s/@?#]+$/, 'must be a host or an address, with a port if need be, and no URL'),
    ),
    default: [],
    description: 'host that may be fetched from although its address is not public, repeatable',
  },
  {
    name: 'zenodo-token',
    only: 'environment',
    schema: token,
    default: undefined,
    description: 'access token for https://zenodo.org, sent there only',
  },
  {
    name: 'repository-tokens',
    only: 'environment',
    schema: listOf(z.string().regex(originWithToken, 'must be of the form https://host=token')),
    default: [],
    description: 'access tokens of other repositories: https://host=token, with commas between them',
  },
];
