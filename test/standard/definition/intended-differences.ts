/**
 * Where our definitions differ from the published ones on purpose: place of the fact → reason. These are the
 * places where the published definitions contradict the text of the standard or themselves.
 */

const enumWithoutNull = 'null is allowed by the type, so it has to be among the allowed values';
const listByText = 'the text and its examples say list of dictionaries, the definition describes one of them';

const structures: Readonly<Record<string, string>> = {
  'lattice_vectors.items.items.type': 'the text lets a vector be unknown',
  'space_group_symmetry_operations_xyz.items.pattern': 'the text demands this form',
  'site_coordinate_span.enum': enumWithoutNull,
  'species.items.properties.chemical_symbols.items.enum': 'the text allows vacancy',
  'species.items.properties.mass.items.x-optimade-unit': 'the definition that comes along has the symbol u',
  'assemblies.x-optimade-type': listByText,
  'assemblies.type': listByText,
  'assemblies.properties': listByText,
  'assemblies.required': listByText,
  'assemblies.items': listByText,
  'optimization_type.enum': enumWithoutNull,
};

const files: Readonly<Record<string, string>> = {
  'name.x-optimade-requirements.support': 'the text says must',
  'size.x-optimade-unit': 'the definition that comes along has the symbol B',
  'modification_timestamp.format': 'it is a timestamp like the others',
  'checksums.properties.sha256': 'the text names it',
};

const wrongItems = 'the published items are those of site_coordinate_span';
const misspelt = 'misspelt';

const trajectories: Readonly<Record<string, string>> = {
  'elements_ratios.x-optimade-dimensions.names': 'the outer dimension is that of the frames',
  'chemical_formula_anonymous.x-optimade-dimensions': 'it has frames like the others',
  'cartesian_site_positions.x-optimade-dimensions.compactable': 'the text makes every property compactable',
  'space_group_symmetry_operations_xyz.x-optimade-unit': misspelt,
  'space_group_symbol_hall.x-optimade-unit': misspelt,
  'site_coordinate_span_description.items.$id': wrongItems,
  'site_coordinate_span_description.items.x-optimade-definition.label': wrongItems,
  'site_coordinate_span_description.items.x-optimade-definition.name': wrongItems,
  'site_coordinate_span_description.items.enum': wrongItems,
  'structure_features.x-optimade-dimensions.names':
    'the items call the same dimension dim_structure_features',
  'nframes.type': 'the text says never unknown',
  'nframes.minimum': 'the text says more than 0',
  'nframes.x-optimade-requirements.support': 'the text says must',
  'nframes.x-optimade-requirements.query-support': 'the text says all mandatory',
};

/** Whether a difference at a place is one that is meant. */
export function isIntended(entryType: string, place: string): boolean {
  if (entryType === 'structures') return Object.hasOwn(structures, place);
  if (entryType === 'files') return Object.hasOwn(files, place);
  if (entryType !== 'trajectories') return false;
  // The text fixes the format at 1.2; units are defined at the outermost level alone.
  if (/^\w+\.x-optimade-definition\.format$/.test(place)) return true;
  if (/^\w+\.items\.x-optimade-unit-definitions\.ids$/.test(place)) return true;
  // Trajectories hold the definitions of structures as items.
  const inner = place.replace('.items', '');
  return Object.hasOwn(trajectories, place) || (place !== inner && Object.hasOwn(structures, inner));
}

/** Every place that has a reason of its own, as `<entry type>.<place>`. */
export const intendedPlaces: readonly string[] = Object.entries({ structures, files, trajectories }).flatMap(
  ([entryType, places]) => Object.keys(places).map((place) => `${entryType}.${place}`),
);
