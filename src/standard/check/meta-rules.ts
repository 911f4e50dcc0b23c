// The member `meta`.
import { isJsonObject } from '../../base/index.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import {
  be,
  beBoolean,
  beCount,
  beEmail,
  beObject,
  beText,
  beTimestamp,
  beVersion,
  have,
  haveOnly,
  isPrefixed,
  read,
} from './judge.ts';
import { beAbsolute, beLink } from './link-judge.ts';
import { at, maybe, root, several } from './place.ts';

const meta = at(root, 'meta');
const provider = maybe(meta, 'provider');
const implementation = maybe(meta, 'implementation');
const database = maybe(meta, 'database');
const maintainers = several(maybe(implementation, 'maintainer'), maybe(database, 'maintainer'));
const links = several(
  at(meta, 'schema'),
  at(provider, 'homepage'),
  at(database, 'homepage'),
  at(implementation, 'homepage'),
  at(implementation, 'source_url'),
  at(implementation, 'issue_tracker'),
);

const metaMembers = [
  'query',
  'api_version',
  'more_data_available',
  'schema',
  'schema_type',
  'time_stamp',
  'data_returned',
  'provider',
  'data_available',
  'last_id',
  'response_message',
  'implementation',
  'warnings',
  'database',
  'request_delay',
];

/** The version belongs to the base URL. */
const versioned = /^\/v\d+(?:\.\d+)*(?:\/|$)/;
const prefix = /^[a-z][a-z0-9_]*$/;

const returnedAreAvailable: Judge = (value) => {
  if (!isJsonObject(value)) return undefined;
  const { data_returned: returned, data_available: available } = value;
  if (typeof returned !== 'number' || typeof available !== 'number' || returned <= available)
    return undefined;
  return `has data_returned ${returned}, more than data_available ${available}`;
};

/** Of every document. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", meta */
export const metaRules: readonly DocumentRule[] = [
  must('meta-is-a-dictionary', meta, beObject),
  must('meta-has-query-version-and-more', meta, have('query', 'api_version', 'more_data_available')),
  must('meta-members-are-defined-or-prefixed', meta, haveOnly(metaMembers, isPrefixed)),
  must('meta-query-is-a-dictionary', at(meta, 'query'), beObject),
  must('meta-query-has-representation', at(meta, 'query'), have('representation')),
  must('meta-representation-is-text', at(meta, 'query', 'representation'), beText),
  must(
    'meta-representation-begins-with-a-slash',
    at(meta, 'query', 'representation'),
    read('what follows the versioned base URL, beginning with "/"', (text) => text.startsWith('/')),
  ),
  must('meta-api-version-is-full', at(meta, 'api_version'), beVersion),
  must('meta-more-data-available-is-boolean', at(meta, 'more_data_available'), beBoolean),
  must('meta-time-stamp-is-a-timestamp', maybe(meta, 'time_stamp'), beTimestamp),
  must(
    'meta-counts-are-counts',
    several(maybe(meta, 'data_returned'), maybe(meta, 'data_available')),
    beCount,
  ),
  should('meta-returned-are-available', meta, returnedAreAvailable),
  must(
    'meta-texts-are-text',
    several(maybe(meta, 'last_id'), maybe(meta, 'response_message'), maybe(meta, 'schema_type')),
    beText,
  ),
  must(
    'meta-request-delay-is-not-negative',
    maybe(meta, 'request_delay'),
    be('a number of seconds from 0 on', (delay) => Number.isFinite(delay) && (delay as number) >= 0),
  ),
  must('meta-links-are-links', links, beLink),
  should('meta-links-are-absolute', links, beAbsolute),
  must('provider-is-a-dictionary', provider, beObject),
  must('provider-has-name-description-and-prefix', provider, have('name', 'description', 'prefix')),
  must(
    'provider-texts-are-text',
    several(...['name', 'description', 'prefix'].map((key) => at(provider, key))),
    beText,
  ),
  must(
    'provider-prefix-has-no-underscores-around',
    at(provider, 'prefix'),
    read(
      'lower-case letters, digits and inner underscores',
      (text) => prefix.test(text) && !text.endsWith('_'),
    ),
  ),
  must('implementation-is-a-dictionary', implementation, beObject),
  must(
    'implementation-texts-are-text',
    several(maybe(implementation, 'name'), maybe(implementation, 'version')),
    beText,
  ),
  must('database-is-a-dictionary', database, beObject),
  must(
    'database-texts-are-text',
    several(...['id', 'name', 'version', 'description'].map((key) => maybe(database, key))),
    beText,
  ),
  must('maintainer-has-email-alone', maintainers, haveOnly(['email'])),
  must('maintainer-has-email', maintainers, have('email')),
  must('maintainer-email-is-an-address', at(maintainers, 'email'), beEmail),
];

/**
 * Of successes: an error may be about a version that is not served.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", query
 */
export const successMetaRules: readonly DocumentRule[] = [
  must(
    'meta-representation-has-no-version',
    at(meta, 'query', 'representation'),
    read('what follows the versioned base URL', (text) => !versioned.test(text)),
  ),
];

/**
 * Of answers that are generated, not of a file that stands for an index.
 *
 * @spec "JSON Response Schema: Common Fields"
 */
export const generatedMetaRules: readonly DocumentRule[] = [
  should('meta-tells-time-count-and-provider', meta, have('time_stamp', 'data_returned', 'provider')),
];
