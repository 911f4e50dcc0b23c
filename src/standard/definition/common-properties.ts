import { prose, string, timestamp } from './level.ts';
import { completeAll, property } from './standard-property.ts';

/**
 * The properties that every entry type has, custom ones included.
 *
 * @spec OPTIMADE 1.3.0, "Properties Used by Multiple Entry Types"
 */
export const commonProperties = completeAll('core', {
  id: property(
    '1.2.0',
    'must',
    'all mandatory',
    string({
      title: 'ID',
      description: prose(
        'Tells one entry of this type from every other in the database.',
        'Type and id together are unique.',
        'Up to 255 characters are advised.',
        'The id of an entry may differ in a later version of the database; see `immutable_id`.',
      ),
      examples: ['mp/149', 'dump/000017', 'NaCl-rocksalt', '9008460', 'frame:12'],
    }),
  ),
  type: property(
    '1.2.0',
    'must',
    'all mandatory',
    string({
      title: 'type',
      description: prose(
        'Names the entry type that the entry belongs to.',
        'The entry is found at `/<type>/<id>` below the versioned base URL.',
      ),
      examples: ['structures'],
    }),
  ),
  immutable_id: property(
    '1.2.0',
    'may',
    'all mandatory',
    string({
      nullable: true,
      title: 'immutable ID',
      description: prose(
        'Identifies the entry for good: the same text never stands for anything else.',
        'Any text is allowed, also such that does not fit into a URL.',
      ),
      examples: ['doi:10.1000/example/17@4', 'b0bd9d06-7f2f-4e2e-9d4e-0d4c7a0f2a61'],
    }),
  ),
  last_modified: property(
    '1.2.0',
    'should',
    'all mandatory',
    timestamp({
      nullable: true,
      title: 'last modified',
      description: 'The moment of the latest change to the entry, as an RFC 3339 date-time with its offset.',
      examples: ['2024-02-29T23:59:59Z'],
    }),
  ),
});
