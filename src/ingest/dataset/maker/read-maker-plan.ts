/**
 * `optimade.yaml`, by which the owner of data says what of them is to be served: the configuration of optimade-maker,
 * versions 0.1.0 and 0.1.1. What that program reads and drops (`maps_to`, `title`, `database_description`) counts here.
 */
import { limits } from '../../../base/index.ts';
import { plainText } from '../../source/repository/plain-text.ts';
import type { DatasetPlan, EntrySelection, FileSelection } from '../dataset-plan.ts';
import { isGlob } from './glob.ts';
import { readPath, readPathList } from './read-path.ts';
import { readProperties } from './read-properties.ts';
import { YamlPlace, YamlProblem } from './yaml-place.ts';

/** Names by which the file is known, relative to the folder that it describes. */
export const makerConfigNames: readonly string[] = ['optimade.yaml', 'optimade.yml'];

const versions: readonly string[] = ['0.1.0', '0.1.1'];

/**
 * The plan that a text describes, or what is wrong with it: a sentence that begins with line and column.
 *
 * Errors: none.
 * Limits: `makerConfigBytesMax`, `makerConfigItemsMax`, `entryTypesMax`, `propertiesMax`, `globsMax`.
 */
export function readMakerPlan(
  text: string,
  origin = 'optimade.yaml',
): { readonly plan: DatasetPlan } | { readonly problem: string } {
  try {
    if (text.length > limits.makerConfigBytesMax) {
      throw new YamlProblem(`line 1, column 1: it is longer than ${limits.makerConfigBytesMax} characters`);
    }
    const remarks: string[] = [];
    const remark = (sentence: string) => remarks.push(sentence);
    const { description, selections } = readConfig(YamlPlace.parse(text, remark), remark);
    const plan: DatasetPlan = {
      origin,
      name: nameOf(selections, origin),
      ...(description === '' ? {} : { description }),
      selections,
      attachments: [],
      settings: {},
      remarks: remarks.slice(0, limits.issueGroupsMax).map((sentence) => `${origin}, ${sentence}`),
    };
    return { plan };
  } catch (error) {
    if (error instanceof YamlProblem) return { problem: error.message };
    throw error;
  }
}

function readConfig(root: YamlPlace, remark: (sentence: string) => void) {
  if (!root.isMapping) root.fail('there should be a mapping with config_version and entries');
  // First, since another version may have other keys.
  if (!root.has('config_version')) root.fail('config_version is missing; 0.1.0 and 0.1.1 are understood');
  const {
    config_version: version,
    database_description: description,
    entries,
  } = root.mapping(['config_version', 'database_description', 'entries']);
  if (version === undefined || !versions.includes(version.text())) {
    (version ?? root).fail('the config_version is not understood; 0.1.0 and 0.1.1 are');
  }
  if (entries === undefined) return root.fail('entries is missing');
  return {
    description: plainText((description?.text() ?? '').slice(0, limits.definitionTextMax)),
    selections: entries.isList ? readEntries(entries, remark) : [readLines(entries)],
  };
}

/** Ready JSON Lines, perhaps out of a bundle. The lines say themselves of which type they are. */
function readLines(entries: YamlPlace): EntrySelection {
  const { file, jsonl_path: path } = entries.mapping(['file', 'jsonl_path']);
  if (path === undefined) return entries.fail('jsonl_path is missing');
  const target = readPath(path);
  const bundle = file === undefined ? target : readPath(file);
  const selection: FileSelection = bundle === target ? { file: target } : { file: bundle, matches: [target] };
  return {
    entryType: '',
    files: [{ ...selection, format: 'optimade' }],
    tables: [],
    properties: [],
    undeclared: 'served',
  };
}

function readEntries(entries: YamlPlace, remark: (sentence: string) => void): EntrySelection[] {
  const places = entries.list();
  if (places.length === 0) entries.fail('the list of entries is empty');
  if (places.length > limits.entryTypesMax) entries.fail(`there are more than ${limits.entryTypesMax} types`);
  const types = new Set<string>();
  const selections = places.map((place) => {
    const selection = readEntry(place, remark);
    if (types.has(selection.entryType))
      place.fail(`the entry_type ${selection.entryType} stands there twice`);
    types.add(selection.entryType);
    return selection;
  });
  const globs = selections.flatMap(({ files, tables }) => [...files, ...tables]).flatMap(patternsOf);
  if (globs.length > limits.globsMax) entries.fail(`there are more than ${limits.globsMax} patterns`);
  return selections;
}

function patternsOf({ matches = [] }: FileSelection): string[] {
  return matches.filter(isGlob);
}

function readEntry(place: YamlPlace, remark: (sentence: string) => void): EntrySelection {
  const {
    entry_type: type,
    entry_paths: paths,
    property_paths: tables,
    property_definitions: definitions,
  } = place.mapping(['entry_type', 'entry_paths', 'property_paths', 'property_definitions']);
  if (type === undefined) return place.fail('entry_type is missing');
  if (paths === undefined) return place.fail('entry_paths is missing');
  return {
    entryType: readEntryType(type),
    ...(paths.isMapping ? { files: [], aiida: readAiida(paths) } : { files: readFiles(paths) }),
    tables: tables === undefined ? [] : readFiles(tables),
    properties: definitions === undefined ? [] : readProperties(definitions, remark),
    undeclared: 'left out',
  };
}

function readEntryType(place: YamlPlace): string {
  const type = place.text();
  if (type === 'structures' || type === 'references' || /^_./.test(type)) return type;
  return place.fail('the entry_type should be structures, references, or begin with an underscore');
}

/** The files of one bundle count together, wherever they are named: their ids depend on how many they are. */
function readFiles(place: YamlPlace): FileSelection[] {
  const files: FileSelection[] = [];
  const bundles = new Map<string, string[]>();
  for (const item of place.list()) {
    const { file, matches } = item.mapping(['file', 'matches']);
    if (!item.has('file')) item.fail('file is missing');
    const path = file === undefined ? '' : readPath(file);
    const patterns = matches === undefined ? [] : readPathList(matches);
    const known = bundles.get(path);
    if (patterns.length > 0 && known) {
      known.push(...patterns);
    } else if (patterns.length > 0) {
      bundles.set(path, patterns);
      files.push({ file: path, matches: patterns });
    } else {
      if (path === '') item.fail('the folder itself needs matches, which say what files of it are meant');
      files.push({ file: path });
    }
  }
  return files;
}

function readAiida(place: YamlPlace): NonNullable<EntrySelection['aiida']> {
  const {
    aiida_file: file,
    aiida_profile: profile,
    aiida_group: group,
  } = place.mapping(['aiida_file', 'aiida_profile', 'aiida_group']);
  if (profile !== undefined) {
    const advice = 'export an archive of it and name that as aiida_file';
    profile.fail(
      `an aiida_profile can only be read where AiiDA is installed, which is not supported; ${advice}`,
    );
  }
  if (file === undefined) return place.fail('aiida_file is missing');
  return { file: readPath(file), ...(group === undefined ? {} : { group: group.text() }) };
}

const namesMax = 3;

function nameOf(selections: readonly EntrySelection[], origin: string): string {
  const parts = selections.map(({ entryType, files, aiida }) => {
    const names = [...files.map(({ file }) => file), ...(aiida ? [aiida.file] : [])]
      .slice(0, namesMax + 1)
      .map((name) => (name === '' ? 'the folder' : name.slice(0, limits.shownPathLengthMax)));
    const from = names.length > namesMax ? `${names[0]} and other files` : names.join(', ');
    return files[0]?.format === 'optimade' ? from : `${entryType} from ${from}`;
  });
  return `${parts.slice(0, namesMax).join('; ')}, described by ${origin}`;
}
