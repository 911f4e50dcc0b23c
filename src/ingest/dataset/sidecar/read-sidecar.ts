/**
 * `respawn.yaml` beside data: how they are served, in our own words. Stands alone, or beside an `optimade.yaml`, which
 * then says what is served. docs/reference/respawn-yaml.md describes it for people.
 */
import { limits } from '../../../base/index.ts';
import type { AttachmentSelection, DatasetSettings, EntrySelection } from '../dataset-plan.ts';
import { readPath } from '../maker/read-path.ts';
import { YamlPlace, YamlProblem } from '../maker/yaml-place.ts';
import { readEntries } from './read-entries.ts';
import { attachmentKeys, serverKeys, sidecarKeys } from './sidecar-keys.ts';

export interface Sidecar {
  readonly title?: string;
  readonly description?: string;
  readonly homepage?: string;
  readonly settings: DatasetSettings;
  /** Undefined where it leaves open what is served. */
  readonly selections: readonly EntrySelection[] | undefined;
  readonly attachments: readonly AttachmentSelection[] | undefined;
  /** Patterns of the places in archives that hold references. */
  readonly references: readonly string[] | undefined;
  readonly remarks: readonly string[];
}

/**
 * What a text says, or what is wrong with it: a sentence that begins with line and column.
 *
 * Errors: none.
 * Limits: `makerConfigBytesMax`, `makerConfigItemsMax`, `entryTypesMax`, `propertiesMax`, `globsMax`, `referencePatternsMax`,
 * `referencePatternLengthMax`.
 */
export function readSidecar(
  text: string,
  origin: string,
): { readonly sidecar: Sidecar } | { readonly problem: string } {
  try {
    if (text.length > limits.makerConfigBytesMax) {
      throw new YamlProblem(`line 1, column 1: it is longer than ${limits.makerConfigBytesMax} characters`);
    }
    const remarks: string[] = [];
    const root = YamlPlace.parse(text, (sentence) => remarks.push(`${origin}, ${sentence}`));
    // A file of comments is one that says nothing yet.
    if (root.isNull) return { sidecar: { ...nothing, remarks } };
    const sidecar = readMembers(root);
    const foreign = serverKeys.filter((key) => root.has(key));
    if (foreign.length > 0) {
      const are = foreign.length === 1 ? 'is a setting' : 'are settings';
      const what = `${foreign.join(', ')} ${are} of the server, without effect unless it starts in this folder`;
      remarks.push(`${origin}: ${what}`);
    }
    return { sidecar: { ...sidecar, remarks } };
  } catch (error) {
    if (error instanceof YamlProblem) return { problem: error.message };
    throw error;
  }
}

const nothing: Sidecar = {
  settings: {},
  selections: undefined,
  attachments: undefined,
  references: undefined,
  remarks: [],
};

function readMembers(root: YamlPlace): Sidecar {
  const members = root.mapping(sidecarKeys, serverKeys);
  const { title, description, homepage, entries, attachments, references } = members;
  return {
    ...(title && { title: textOf(title, limits.titleLengthMax) }),
    ...(description && { description: textOf(description, limits.definitionTextMax) }),
    ...(homepage && { homepage: readUrl(homepage) }),
    settings: readSettings(members),
    selections: entries && readEntries(entries),
    attachments: attachments?.list().map(readAttachment),
    references: references && readReferences(references),
    remarks: [],
  };
}

type Members = Partial<Record<(typeof sidecarKeys)[number], YamlPlace>>;

function readSettings(members: Members): DatasetSettings {
  return {
    prefix: members.prefix && readPrefix(members.prefix),
    idScheme: members['id-scheme']?.word(['short', 'path']),
    frames: members.frames?.word(['last', 'all']),
    symmetry: members.symmetry?.word(['declared', 'computed', 'none']),
    symmetryTolerance: members['symmetry-tolerance'] && readTolerance(members['symmetry-tolerance']),
    onError: members['on-error']?.word(['skip', 'fail']),
    nestedBundles: members['nested-bundles']?.flag(),
    archives: members.archives?.word(['all', 'files', 'none']),
  };
}

function textOf(place: YamlPlace, lengthMax: number): string {
  const text = place.text().trim();
  return text.length > lengthMax ? place.fail(`the text is longer than ${lengthMax} characters`) : text;
}

function readPrefix(place: YamlPlace): string {
  const text = place.text();
  const rule = 'a prefix is lower-case letters and digits, a letter first, without underscores around it';
  return /^[a-z][a-z0-9]*$/.test(text) ? text : place.fail(rule);
}

function readUrl(place: YamlPlace): string {
  const text = textOf(place, limits.homepageLengthMax);
  const isWeb = /^https?:\/\//.test(text) && URL.canParse(text);
  return isWeb ? text : place.fail('the homepage should be an address that begins with https://');
}

/** Å. Beyond it everything is symmetric. */
const toleranceMax = 1;

function readTolerance(place: YamlPlace): number {
  const value = place.number();
  return value > 0 && value <= toleranceMax
    ? value
    : place.fail(`the tolerance should be more than 0 and at most ${toleranceMax} Å`);
}

function readReferences(place: YamlPlace): string[] {
  const places = place.list();
  if (places.length > limits.referencePatternsMax)
    place.fail(`there are more than ${limits.referencePatternsMax} patterns`);
  return places.map((item) => {
    const pattern = item.text();
    if (pattern === '') item.fail('a pattern that is empty matches no key');
    return pattern.length > limits.referencePatternLengthMax
      ? item.fail(`the pattern is longer than ${limits.referencePatternLengthMax} characters`)
      : pattern;
  });
}

function readAttachment(place: YamlPlace): AttachmentSelection {
  const { collection, folder } = place.mapping(attachmentKeys);
  if (collection === undefined || folder === undefined)
    return place.fail('it takes a collection and a folder');
  const path = readPath(folder);
  return { collection: collection.word(['archive', 'file']), folder: path === '' ? '' : `${path}/` };
}
