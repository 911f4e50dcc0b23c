/** What there is to know of the graph before it is asked: where, in which language, and how much at once. */
import type { JsonObject } from '../base/index.ts';
import { limits } from '../base/index.ts';

/** Of what we offer by our own choice; higher where a request that was understood is not any more. */
const languageVersion = '1.0';

/** Where this server leaves what NOMAD does. docs/reference/graph.md gives reasons. */
const deviations = [
  'A list where a request is expected is refused; NOMAD passes it over.',
  'Named children leave out what has their name, and not what has a beginning of it.',
  'An index into an empty list gives an empty list, and does not cost the answer of the entry.',
  'A reference that steps into a scalar, or by a word into a list, is a reference that leads nowhere.',
  'Keys made of digits are keys where the archive has a map.',
  'Empty maps and lists are given as they are.',
  'Patterns take any character.',
  'Keys of an archive that are called like records, such as entries, are read like all others.',
  'An entry that is asked for in an upload has to be in it.',
  'What limits cut short is an internal string, with an error of the type LIMIT.',
  'next_page_after_value is null on a page that is not full, and an unknown page_after_value is an error.',
  'Maps and lists of maps are sections, all else is a value; references are told by their keys, since there is no schema.',
  'datasets, users, groups, metainfo and files are refused by name; m_def is data like any other.',
] as const;

/** @param extensionsUrl below which this graph is offered @param archiveUrl of the places in archives, as a template */
export function serializeGraphInfo(extensionsUrl: string, archiveUrl: string): string {
  const url = `${extensionsUrl}/graph`;
  const document: JsonObject = {
    language: {
      name: 'graph',
      version: languageVersion,
      origin: 'the query language of NOMAD archives, as of the middle of 2025',
      deviations: [...deviations],
    },
    endpoints: {
      query: `${url}/query`,
      schema: `${url}/schema.json`,
      archive: archiveUrl,
    },
    limits: graphLimits(),
  };
  return JSON.stringify(document);
}

/** By the names that they have in docs/reference/limits.md. */
function graphLimits(): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(limits).filter(([name]) => /^(?:graph|archive)[A-Z]/.test(name)));
}
