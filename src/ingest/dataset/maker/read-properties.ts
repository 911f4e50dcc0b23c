/** Custom properties as `optimade.yaml` declares them. */
import { limits } from '../../../base/index.ts';
import type { AiidaStep, PropertyDeclaration } from '../dataset-plan.ts';
import { propertyTypes } from '../dataset-plan.ts';
import type { YamlPlace } from './yaml-place.ts';

const keys = ['name', 'title', 'description', 'unit', 'type', 'maps_to', 'aliases', 'aiida_query'] as const;

/** Of declarations of one name the last counts, as it does for optimade-maker. */
export function readProperties(place: YamlPlace, remark: (sentence: string) => void): PropertyDeclaration[] {
  const places = place.list();
  if (places.length > limits.propertiesMax) place.fail(`there are more than ${limits.propertiesMax}`);
  const properties = new Map<string, PropertyDeclaration>();
  for (const property of places.map(readProperty)) {
    if (properties.has(property.name)) {
      remark(`the property ${JSON.stringify(property.name)} is declared twice; what comes last counts`);
    }
    properties.set(property.name, property);
  }
  return [...properties.values()];
}

function readProperty(place: YamlPlace): PropertyDeclaration {
  const { name, title, description, unit, type, maps_to, aliases, aiida_query } = place.mapping(keys);
  if (name === undefined) return place.fail('the name is missing');
  if (!place.has('type')) place.fail('the type is missing; where it is not known, write unknown');
  const text = name.text();
  if (text === '' || text.length > limits.shownPathLengthMax) name.fail('no property can have this name');
  return {
    name: text,
    ...defined('title', title),
    ...defined('description', description),
    ...defined('unit', unit),
    ...(type === undefined ? {} : { type: type.word(propertyTypes) }),
    ...defined('mapsTo', maps_to),
    aliases: aliases === undefined ? [] : aliases.list().map((alias) => alias.text()),
    ...(aiida_query === undefined ? {} : { aiidaQuery: aiida_query.list().map(readStep) }),
  };
}

function readStep(place: YamlPlace): AiidaStep {
  const { project, incoming_node, outgoing_node, filters, edge_filters } = place.mapping([
    'project',
    'incoming_node',
    'outgoing_node',
    'filters',
    'edge_filters',
  ]);
  const isToNode = incoming_node !== undefined || outgoing_node !== undefined;
  if (project === undefined && !isToNode) {
    place.fail('a step of aiida_query needs project, incoming_node or outgoing_node');
  }
  if ((filters !== undefined || edge_filters !== undefined) && !isToNode) {
    place.fail('filters and edge_filters belong to a step with incoming_node or outgoing_node');
  }
  return {
    ...defined('project', project),
    ...defined('incomingNode', incoming_node),
    ...defined('outgoingNode', outgoing_node),
    ...(filters === undefined ? {} : { filters: filters.anyMapping() }),
    ...(edge_filters === undefined ? {} : { edgeFilters: edge_filters.anyMapping() }),
  };
}

/** A member of a declaration where there is a text for it. */
function defined<Name extends string>(
  name: Name,
  place: YamlPlace | undefined,
): Partial<Record<Name, string>> {
  if (place === undefined) return {};
  return { [name]: place.text().slice(0, limits.definitionTextMax) } as Partial<Record<Name, string>>;
}
