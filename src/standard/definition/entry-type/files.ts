import type { PropertyDefinition } from '../../property-definition.ts';
import { dictionary, integer, prose, string, timestamp } from '../level.ts';
import { completeAll, property } from '../standard-property.ts';

function text(title: string, description: string, example: string): PropertyDefinition {
  return string({ nullable: true, title, description, examples: [example] });
}

function moment(title: string, description: string): PropertyDefinition {
  return timestamp({ nullable: true, title, description, examples: ['2024-05-17T08:30:00Z'] });
}

const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

/** @spec OPTIMADE 1.3.0, "Files Entries" */
export const filesProperties = completeAll('optimade/files', {
  url: property(
    '1.2.0',
    'must',
    'none',
    string({
      title: 'URL',
      description: prose(
        'Where the bytes of the file are.',
        'Leads to the content itself, not to a page about it.',
        'Part of every response, asked for or not.',
      ),
      examples: ['https://example.org/run-7/output.log'],
    }),
  ),
  url_stable_until: property(
    '1.2.0',
    'may',
    'none',
    moment(
      'URL stable until',
      'How long the URL is promised to work; unknown means that nothing is promised.',
    ),
  ),
  name: property(
    '1.2.0',
    // The published definition says should; the text says must.
    'must',
    'none',
    string({
      title: 'name',
      description: 'The name of the file with its ending, without folders.',
      examples: ['output.log'],
    }),
  ),
  size: property(
    '1.2.0',
    'may',
    'none',
    integer({
      nullable: true,
      unit: 'B',
      title: 'size',
      description: 'How many bytes the file has, or a number that it does not exceed.',
      examples: [2048],
    }),
  ),
  media_type: property(
    '1.2.0',
    'may',
    'none',
    text('media type', 'What the bytes are, as a media type of RFC 6838.', 'text/csv'),
  ),
  version: property(
    '1.2.0',
    'may',
    'none',
    text('version', 'Names a state of the file: equal id and version mean equal bytes.', '2024-05'),
  ),
  modification_timestamp: property(
    '1.2.0',
    'may',
    'none',
    moment('modification timestamp', 'When the content of the file last changed; it should never go back.'),
  ),
  description: property(
    '1.2.0',
    'may',
    'none',
    text('description', 'What the file holds, in words.', 'Energies of every step, in electronvolts.'),
  ),
  checksums: property(
    '1.2.0',
    'may',
    'none',
    dictionary(Object.fromEntries(algorithms.map((algorithm) => [algorithm, string()])), {
      nullable: true,
      title: 'checksums',
      description: prose(
        'Digests of the content by algorithm.',
        'Each is written in hexadecimal digits.',
        'Algorithms other than those listed have a prefixed name.',
      ),
      examples: [{ md5: 'd41d8cd98f00b204e9800998ecf8427e' }],
    }),
  ),
  atime: property(
    '1.2.0',
    'may',
    'none',
    moment('access time', 'When the file was last read (POSIX `atime`).'),
  ),
  ctime: property(
    '1.2.0',
    'may',
    'none',
    moment('change time', 'When content, owner or mode of the file last changed (POSIX `ctime`).'),
  ),
  mtime: property(
    '1.2.0',
    'may',
    'none',
    moment('modification time', 'When the content of the file was last written (POSIX `mtime`).'),
  ),
});
