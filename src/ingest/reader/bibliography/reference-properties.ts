/** Properties of references that hold text as a bibliography has it. @spec OPTIMADE 1.3.0, "References Entries" */
const textProperties: ReadonlySet<string> = new Set([
  'address',
  'annote',
  'booktitle',
  'chapter',
  'edition',
  'howpublished',
  'institution',
  'journal',
  'key',
  'month',
  'note',
  'number',
  'organization',
  'publisher',
  'school',
  'series',
  'title',
  'volume',
  'year',
]);

export function isTextProperty(name: string): boolean {
  return textProperties.has(name);
}

/** A DOI without the resolver or the word before it; undefined where the text holds none. */
export function cleanDoi(text: string): string | undefined {
  return /10\.\d{4,9}\/[^\s"]+/.exec(text)?.[0].replace(/[.,;]$/, '');
}
