/** The `entries` of a `respawn.yaml`: which files give entries of a type, and what is known of their properties. */
import { limits } from '../../../base/index.ts';
import { fileFormats } from '../../reader/format/file-format.ts';
import type {
  AiidaSelection,
  AiidaStep,
  EntrySelection,
  FileSelection,
  PropertyDeclaration,
} from '../dataset-plan.ts';
import { propertyTypes } from '../dataset-plan.ts';
import { isGlob } from '../maker/glob.ts';
import { readPath, readPathList } from '../maker/read-path.ts';
import type { YamlPlace } from '../maker/yaml-place.ts';
import { aiidaKeys, aiidaStepKeys, entryKeys, fileKeys, propertyKeys } from './sidecar-keys.ts';

export function readEntries(place: YamlPlace): EntrySelection[] {
  const places = place.list();
  if (places.length > limits.entryTypesMax) place.fail(`there are more than ${limits.entryTypesMax}`);
  const selections = places.map(readEntry);
  const patterns = selections
    .flatMap(({ files, tables }) => [...files, ...tables])
    .flatMap(({ matches = [] }) => matches.filter(isGlob));
  if (patterns.length > limits.globsMax) place.fail(`there are more than ${limits.globsMax} patterns`);
  return selections;
}

function readEntry(place: YamlPlace): EntrySelection {
  const { type, files, tables, properties, undeclared, aiida } = place.mapping(entryKeys);
  if (files === undefined && aiida === undefined) return place.fail('it takes files, or an aiida archive');
  return {
    entryType: type === undefined ? 'structures' : readType(type),
    files: files?.list().map(readFile) ?? [],
    tables: tables?.list().map((table) => ({ format: 'table' as const, ...readFile(table) })) ?? [],
    properties: properties === undefined ? [] : readProperties(properties),
    undeclared: undeclared?.word(['served', 'left-out']) === 'left-out' ? 'left out' : 'served',
    ...(aiida && { aiida: readAiida(aiida) }),
  };
}

function readType(place: YamlPlace): string {
  const type = place.text();
  const isType = /^(?:[a-z][a-z0-9]*|_[a-z0-9]+_[a-z0-9_]+)$/.test(type);
  return isType
    ? type
    : place.fail('the type should be structures, references or of the form _prefix_things');
}

/** A path, a pattern, or a mapping that says more. */
function readFile(place: YamlPlace): FileSelection {
  if (place.isText) return isGlob(place.text()) ? { file: '', matches: [readPath(place)] } : nameFile(place);
  const { file, matches, format, 'id-folder': idFolder } = place.mapping(fileKeys);
  if (file === undefined && matches === undefined) return place.fail('it takes a file, matches, or both');
  const patterns = matches && readPathList(matches);
  if (patterns?.length === 0) place.fail('the list of matches is empty');
  return {
    ...(file === undefined ? { file: '' } : nameFile(file)),
    ...(patterns && { matches: patterns }),
    ...(format && { format: format.word(fileFormats) }),
    ...(idFolder && { idFolder: `${readPath(idFolder)}/` }),
  };
}

function nameFile(place: YamlPlace): FileSelection {
  const file = readPath(place);
  return file === ''
    ? place.fail('the folder itself needs matches, which say what files are meant')
    : { file };
}

function readProperties(place: YamlPlace): PropertyDeclaration[] {
  const places = place.list();
  if (places.length > limits.propertiesMax) place.fail(`there are more than ${limits.propertiesMax}`);
  const names = new Set<string>();
  return places.map((item) => {
    const property = readProperty(item);
    if (names.has(property.name))
      item.fail(`the property ${JSON.stringify(property.name)} stands there twice`);
    names.add(property.name);
    return property;
  });
}

function readProperty(place: YamlPlace): PropertyDeclaration {
  const members = place.mapping(propertyKeys);
  const { name, title, description, unit, type, aliases } = members;
  if (name === undefined) return place.fail('the name is missing');
  const text = name.text();
  if (text === '' || text.length > limits.shownPathLengthMax) name.fail('no property can have this name');
  return {
    name: text,
    ...(title && { title: textOf(title) }),
    ...(description && { description: textOf(description) }),
    ...(unit && { unit: textOf(unit) }),
    ...(type && { type: type.word(propertyTypes) }),
    ...(members['maps-to'] && { mapsTo: textOf(members['maps-to']) }),
    aliases: aliases?.list().map((alias) => alias.text()) ?? [],
    ...(members['aiida-query'] && { aiidaQuery: members['aiida-query'].list().map(readStep) }),
  };
}

function textOf(place: YamlPlace): string {
  return place.text().slice(0, limits.definitionTextMax);
}

function readAiida(place: YamlPlace): AiidaSelection {
  const { file, group } = place.mapping(aiidaKeys);
  return { file: file === undefined ? '' : readPath(file), ...(group && { group: group.text() }) };
}

function readStep(place: YamlPlace): AiidaStep {
  const members = place.mapping(aiidaStepKeys);
  const { project, filters } = members;
  const incoming = members['incoming-node'];
  const outgoing = members['outgoing-node'];
  const edge = members['edge-filters'];
  const isToNode = incoming !== undefined || outgoing !== undefined;
  if (project === undefined && !isToNode) {
    place.fail('a step takes project, incoming-node or outgoing-node');
  }
  if ((filters !== undefined || edge !== undefined) && !isToNode) {
    place.fail('filters and edge-filters belong to a step with incoming-node or outgoing-node');
  }
  return {
    ...(project && { project: project.text() }),
    ...(incoming && { incomingNode: incoming.text() }),
    ...(outgoing && { outgoingNode: outgoing.text() }),
    ...(filters && { filters: filters.anyMapping() }),
    ...(edge && { edgeFilters: edge.anyMapping() }),
  };
}
