import type { PropertyDefinition } from '../../property-definition.ts';
import { integer, listOf, prose } from '../level.ts';
import type { StandardProperty } from '../standard-property.ts';
import { completeAll, property } from '../standard-property.ts';
import { structuresProperties } from './structures.ts';

/** A property of structures given once a frame. */
function framed(name: string, structureProperty: PropertyDefinition): StandardProperty {
  const {
    $schema,
    'x-optimade-requirements': requirements,
    'x-optimade-unit-definitions': units,
    ...items
  } = structureProperty;
  const inner = items['x-optimade-dimensions'];
  const list = listOf(items, {
    nullable: items.type.includes('null'),
    title: `${items.title} of the frames`,
    description: prose(
      `The property \`${name}\` of structures for every frame.`,
      'One item for each frame, as a structure would have it.',
      'What is the same in all frames may be given once, in compact form.',
    ),
    examples: [(items.examples ?? []).slice(0, 2)],
  });
  // Frames are the outermost axis and the only one that can be constant.
  return property('1.3.0', name === 'structure_features' ? 'must' : 'may', 'none', {
    ...list,
    'x-optimade-dimensions': {
      names: ['dim_frames', ...(inner?.names ?? [])],
      sizes: [null, ...(inner?.sizes ?? [])],
      compactable: ['constant', ...(inner?.names ?? []).map(() => 'no' as const)],
    },
  });
}

/** The properties of trajectories beyond the common ones. @spec OPTIMADE 1.3.0, "Trajectories Entries" */
export const trajectoriesProperties = completeAll('optimade/trajectories', {
  ...Object.fromEntries(
    Object.entries(structuresProperties).map(([name, definition]) => [name, framed(name, definition)]),
  ),
  // Required, never unknown and queryable by the text; the published definition is laxer.
  nframes: property(
    '1.3.0',
    'must',
    'all mandatory',
    integer({
      unit: 'dimensionless',
      minimum: 1,
      title: 'number of frames',
      description: prose(
        'How many frames the trajectory has.',
        'The length of the dimension `dim_frames`; at least 1.',
        'Steps of the simulation that were not kept do not count.',
      ),
      examples: [200],
    }),
  ),
  reference_frames: property(
    '1.3.0',
    'may',
    'none',
    listOf(integer({ description: 'Index of a frame, from 0.', examples: [150] }), {
      nullable: true,
      title: 'reference frames',
      description: prose(
        'A few frames that sum up the trajectory, such as start, turning point and end.',
        'Indices from 0, each less than `nframes`.',
      ),
      dimensions: { dim_trajectory_reference_frames: null },
      examples: [[0, 150, 199]],
    }),
  ),
});
