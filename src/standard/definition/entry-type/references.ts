import type { PropertyDefinition } from '../../property-definition.ts';
import { dictionary, listOf, prose, string } from '../level.ts';
import { completeAll, identified, property } from '../standard-property.ts';

/** The BibTeX fields that hold text: title, what they tell, an example. */
const textRows: Readonly<Record<string, readonly [title: string, description: string, example: string]>> = {
  address: ['address', 'Where the publisher or institution resides.', 'Graz'],
  annote: [
    'annote',
    'A remark on the work, for annotated bibliographies.',
    'Gives all positions in Table 2.',
  ],
  booktitle: ['booktitle', 'The title of the book that the work is a part of.', 'Crystals and Their Defects'],
  chapter: ['chapter', 'Number or name of the chapter.', '7'],
  crossref: ['crossref', 'Key of another reference that holds the fields missing here.', 'proceedings2019'],
  edition: ['edition', 'Which edition of the book.', 'Third'],
  howpublished: ['how published', 'The way of publication, where it is no usual one.', 'Poster'],
  institution: ['institution', 'Who issued the report.', 'Institute for Imaginary Solids'],
  journal: ['journal', 'The journal that the article appeared in.', 'Journal of Worked Examples'],
  key: ['key', 'Text to sort or label by where neither author nor editor is known.', 'standards'],
  month: ['month', 'Month of publication, in words or digits.', 'October'],
  note: ['note', 'Anything else that a reader should know.', 'In German'],
  number: ['number', 'Number of the issue or report; it need not be a numeral.', '12A'],
  organization: ['organization', 'Who organized the conference or issued the manual.', 'Society of Examples'],
  pages: ['pages', 'Pages that the work covers.', '101--117'],
  publisher: ['publisher', 'The publishing house.', 'Example & Daughters'],
  school: ['school', 'The university where a thesis was handed in.', 'University of Nowhere'],
  series: ['series', 'The series that the volume belongs to.', 'Lecture Notes on Lattices'],
  title: ['title', 'The title of the work.', 'On the structure of table salt'],
  volume: ['volume', 'The volume of the journal or of a work in several volumes.', '42'],
  year: ['year', 'Year of publication, as text.', '1913'],
  bib_type: ['bibliographic type', 'The kind of work, one of the BibTeX entry types.', 'article'],
};

function text(title: string, description: string, example: string): PropertyDefinition {
  return string({ nullable: true, title, description, examples: [example] });
}

const person = identified(
  'optimade/common',
  'person',
  '1.2.0',
  dictionary(
    {
      name: string(),
      firstname: string(),
      lastname: string(),
    },
    {
      nullable: true,
      title: 'person',
      description: prose('Someone with a name.', '`name` is the whole name, as it is printed.'),
      required: ['name'],
      examples: [{ name: 'A. Sample' }, { name: 'Ada Sample', firstname: 'Ada', lastname: 'Sample' }],
    },
  ),
);

function people(title: string, description: string, dimension: string): PropertyDefinition {
  return listOf(person, {
    nullable: true,
    title,
    description,
    dimensions: { [dimension]: null },
    examples: [[{ name: 'Ada Sample', lastname: 'Sample' }, { name: 'N. N.' }]],
  });
}

/** @spec OPTIMADE 1.3.0, "References Entries" */
export const referencesProperties = completeAll('optimade/references', {
  ...Object.fromEntries(
    Object.entries(textRows).map(([name, row]) => [name, property('1.2.0', 'may', 'none', text(...row))]),
  ),
  authors: property(
    '1.2.1',
    'may',
    'none',
    people('authors', 'Who wrote it, in the order of the title page.', 'dim_authors'),
  ),
  editors: property('1.2.1', 'may', 'none', people('editors', 'Who edited it, in order.', 'dim_editors')),
  doi: property(
    '1.2.0',
    'may',
    'none',
    text('doi', 'The digital object identifier, without a resolver before it.', '10.1000/182'),
  ),
  url: property(
    '1.2.0',
    'may',
    'none',
    text('URL', 'Where the work is found on the web.', 'https://example.org/work'),
  ),
});
