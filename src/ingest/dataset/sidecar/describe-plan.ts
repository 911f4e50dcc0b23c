/**
 * The `respawn.yaml` that says what a plan says, for people to go on from: what was found, the properties with their
 * types, and, as comments, all else that could be said. Read again, it gives the same plan.
 */
import { defaultReferencePatterns } from '../../../backend/index.ts';
import { isIdentifier } from '../../../standard/index.ts';
import { conformingName } from '../../entry/conforming-name.ts';
import type {
  AiidaStep,
  AttachmentSelection,
  DatasetPlan,
  DatasetSettings,
  EntrySelection,
  FileSelection,
  PropertyDeclaration,
} from '../dataset-plan.ts';
import { escapeGlob } from '../survey/escape-glob.ts';
import type { SurveyedProperty, SurveyedSelection } from './survey-properties.ts';
import { yamlExamples, yamlText, yamlValue } from './yaml-text.ts';

/** @param surveyed for each selection of the plan, in the same order */
export function describePlan(plan: DatasetPlan, surveyed: readonly SurveyedSelection[] = []): string {
  const { root = '' } = plan;
  return [
    '# How these data are served, for Respawn. A line that begins with # is a comment; take the # away where you',
    '# have something to say. All keys are described in docs/reference/respawn-yaml.md.',
    '#',
    ...commented(`Found: ${plan.name}.`),
    ...plan.remarks.flatMap((remark) => commented(`To be considered: ${remark}.`)),
    '',
    '# What people are told of the data.',
    option('title', plan.title, 'A name of a few words'),
    option(
      'description',
      plan.description,
      'Where the data come from, and how they were computed or measured.',
    ),
    option('homepage', plan.homepage, 'https://example.org/a-page-about-the-data'),
    '',
    ...describeSettings(plan.settings),
    '# Keys in such records whose values refer to other places.',
    `${plan.references === undefined ? '# ' : ''}references: ${yamlValue(plan.references ?? defaultReferencePatterns)}`,
    '',
    '# Which files hold entries, which tables hold properties of them, and what these properties are.',
    plan.selections.length === 0 ? 'entries: []' : 'entries:',
    ...plan.selections.flatMap((selection, index) =>
      describeSelection(rerooted(selection, root), surveyed[index]),
    ),
    ...describeAttachments(plan.attachments, root),
    '',
  ].join('\n');
}

function commented(text: string): string[] {
  return text.split(/[\r\n]+/).map((line) => `# ${line}`);
}

/** A key with its value, or with an example as a comment. */
function option(key: string, value: string | number | boolean | undefined, example: string): string {
  if (value === undefined) return `# ${key}: ${example}`;
  return `${key}: ${typeof value === 'string' ? yamlText(value) : value}`;
}

function describeSettings(settings: DatasetSettings): string[] {
  return [
    '# Your own properties are served as _PREFIX_name: a few lower-case letters that nobody else uses.',
    option('prefix', settings.prefix, 'mydata'),
    '# Ids: short is what tells the paths of the files apart; path is all of it, and stays when files are added.',
    option('id-scheme', settings.idScheme, 'short'),
    '# Of a file with several frames: last or all.',
    option('frames', settings.frames, 'last'),
    '# Space groups: declared, as the files say; computed, within a tolerance in Å; or none.',
    option('symmetry', settings.symmetry, 'declared'),
    option('symmetry-tolerance', settings.symmetryTolerance, '0.01'),
    '# At a file that cannot be read: skip it, with an error in the report, or fail.',
    option('on-error', settings.onError, 'skip'),
    '# Whether bundles (zip, tar) within a bundle are opened.',
    option('nested-bundles', settings.nestedBundles, 'false'),
    '# What can be asked in full: all, the records of entries and the files of archive/; files, these alone; none.',
    option('archives', settings.archives, 'all'),
  ];
}

/** The same selection with paths relative to the tree. */
function rerooted(selection: EntrySelection, root: string): EntrySelection {
  if (root === '') return selection;
  const placed = (files: readonly FileSelection[]) =>
    files.map((file) => ({
      ...file,
      file: file.file === '' ? '' : root + file.file,
      ...(file.matches && { matches: file.matches.map((pattern) => escapeGlob(root) + pattern) }),
      ...(file.idFolder !== undefined && { idFolder: root + file.idFolder }),
    }));
  const { files, tables, aiida } = selection;
  return {
    ...selection,
    files: placed(files),
    tables: placed(tables),
    ...(aiida && { aiida: { ...aiida, file: root + aiida.file } }),
  };
}

function describeSelection(selection: EntrySelection, surveyed: SurveyedSelection | undefined): string[] {
  const { entryType, files, tables, properties, undeclared, aiida } = selection;
  const found = surveyed?.properties ?? [];
  return [
    `  - type: ${yamlText(entryType === '' ? 'structures' : entryType)}`,
    ...(files.length > 0 ? ['    files:', ...files.flatMap(describeFile)] : []),
    ...(aiida ? ['    aiida:', `      file: ${yamlText(aiida.file)}`] : []),
    ...(aiida?.group === undefined ? [] : [`      group: ${yamlText(aiida.group)}`]),
    ...(tables.length > 0 ? ['    tables:', ...tables.flatMap(describeFile)] : []),
    '    # Properties that are not listed below: served or left-out.',
    `    undeclared: ${undeclared === 'served' ? 'served' : 'left-out'}`,
    ...(found.length > 0
      ? [`    # As found in the first ${surveyed!.entries} entries. Add units and descriptions.`]
      : []),
    properties.length + found.length === 0 ? '    properties: []' : '    properties:',
    ...properties.flatMap(describeProperty),
    ...found.flatMap((property) => describeFound(property, servedName(property.name, found))),
  ];
}

function describeFile({ file, matches, format, idFolder }: FileSelection): string[] {
  const members = [
    ...(file === '' ? [] : [`file: ${yamlText(file)}`]),
    ...(matches === undefined ? [] : ['matches:', ...matches.map((pattern) => `  - ${yamlText(pattern)}`)]),
    ...(format === undefined ? [] : [`format: ${format}`]),
    ...(idFolder === undefined ? [] : [`id-folder: ${yamlText(idFolder)}`]),
  ];
  return asItem(members, '      ');
}

function asItem(members: readonly string[], indent: string): string[] {
  return members.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`);
}

function describeProperty(property: PropertyDeclaration): string[] {
  const { name, title, description, unit, type, mapsTo, aliases, aiidaQuery } = property;
  const text = (key: string, value: string | undefined) =>
    value === undefined ? [] : [`${key}: ${yamlText(value)}`];
  const members = [
    ...text('name', name),
    ...text('title', title),
    ...text('description', description),
    ...text('unit', unit),
    ...text('type', type),
    ...text('maps-to', mapsTo),
    ...(aliases.length === 0 ? [] : [`aliases: ${yamlValue(aliases)}`]),
    ...(aiidaQuery === undefined ? [] : [`aiida-query: ${yamlValue(aiidaQuery.map(stepOf))}`]),
  ];
  return asItem(members, '      ');
}

function stepOf({ project, incomingNode, outgoingNode, filters, edgeFilters }: AiidaStep): object {
  return {
    project,
    'incoming-node': incomingNode,
    'outgoing-node': outgoingNode,
    filters,
    'edge-filters': edgeFilters,
  };
}

/** A name that a property can have, where that which it has is none, and no other has it already. */
function servedName(name: string, found: readonly SurveyedProperty[]): string {
  const conforming = isIdentifier(name) ? name : (conformingName(name) ?? name);
  return found.some((other) => other.name === conforming) ? name : conforming;
}

/** What nobody knows of a property is left open, with an example as a comment. */
function describeFound({ name, type, examples, known = {} }: SurveyedProperty, served: string): string[] {
  const shown = examples.length === 0 ? '' : `  # such as ${yamlExamples(examples)}`;
  const isNumber = type === 'integer' || type === 'float';
  const aliases = served === name ? [] : [`aliases: [${yamlText(name)}]`];
  const { title, description, unit } = known;
  const members = [
    `name: ${yamlText(served)}`,
    ...aliases,
    ...(title === undefined ? [] : [option('title', title, '')]),
    `type: ${type}${shown}`,
    ...(unit === undefined ? [] : [option('unit', unit, '')]),
    ...(description === undefined ? [] : [option('description', description, '')]),
  ];
  const open = [
    ...(isNumber && unit === undefined ? ['# unit: eV'] : []),
    ...(description === undefined ? ['# description: What it is.'] : []),
  ];
  return [...asItem(members, '      '), ...open.map((line) => `        ${line}`)];
}

function describeAttachments(attachments: readonly AttachmentSelection[], root: string): string[] {
  if (attachments.length === 0) return [];
  const items = attachments.flatMap(({ collection, folder }) =>
    asItem([`collection: ${collection}`, `folder: ${yamlText(root + folder)}`], '  '),
  );
  return ['', '# Folders whose files are kept and served as they are.', 'attachments:', ...items];
}
