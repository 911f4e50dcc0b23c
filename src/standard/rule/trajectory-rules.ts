// What must be true of a trajectory.
import type { JsonValue } from '../../base/index.ts';
import { trajectoriesProperties } from '../definition/entry-type/trajectories.ts';
import { shown } from '../fault.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule } from './entry-rule.ts';
import { integerOf, listOf } from './value.ts';

/** @spec OPTIMADE 1.3.0, "nframes" */
const framesAreCounted = errorRule('nframes-is-a-positive-count', ['nframes'], ({ nframes }) => {
  const frames = integerOf(nframes);
  if (frames !== undefined && frames > 0) return undefined;
  return { pointer: '/nframes', message: `A trajectory has one frame or more, not ${shown(nframes)}.` };
});

/** @spec OPTIMADE 1.3.0, "reference_frames" */
const referenceFramesExist = errorRule('reference-frames-are-frames', ['reference_frames'], (attributes) => {
  const frames = listOf(attributes.reference_frames);
  const count = integerOf(attributes.nframes) ?? Number.POSITIVE_INFINITY;
  if (frames === undefined) return undefined;
  const isNoFrame = (frame: JsonValue): boolean =>
    !Number.isInteger(frame) || (frame as number) < 0 || (frame as number) >= count;
  const index = frames.findIndex(isNoFrame);
  if (index < 0) return undefined;
  return {
    pointer: `/reference_frames/${index}`,
    message: `There is no frame ${shown(frames[index])}, counted from 0.`,
  };
});

const perFrame = Object.keys(trajectoriesProperties).filter(
  (property) => trajectoriesProperties[property]?.['x-optimade-dimensions']?.names[0] === 'dim_frames',
);

/**
 * A list of one stands for all frames where values are constant.
 *
 * @spec "nframes", "Compact list representation"
 */
const listsSpanFrames = errorRule('frame-lists-span-all-frames', perFrame, (attributes) => {
  const count = integerOf(attributes.nframes);
  if (count === undefined) return undefined;
  for (const property of perFrame) {
    const length = listOf(attributes[property])?.length ?? 1;
    if (length === 1 || length === count) continue;
    return {
      pointer: `/${property}`,
      message: `${property} has ${length} items for ${count} frames.`,
      properties: [property, 'nframes'],
    };
  }
  return undefined;
});

/**
 * Every rule about the attributes of a trajectory, beside those of `commonRules`.
 *
 * @spec OPTIMADE 1.3.0, "Trajectories Entries"
 */
export const trajectoryRules: readonly EntryRule[] = [
  framesAreCounted,
  referenceFramesExist,
  listsSpanFrames,
];
