import { limits } from '../../../base/index.ts';
import type { YamlPlace } from './yaml-place.ts';

/** A path or pattern below the folder of the configuration, in its plain form: `./a//b` is `a/b`, `.` is empty. */
export function readPath(place: YamlPlace): string {
  const text = place.text();
  if (text.length > limits.recordFileNameLengthMax) place.fail('no path is as long as this');
  const segments = text.split('/');
  if (text.startsWith('/') || segments.includes('..')) {
    place.fail('the path leads out of the folder; only what lies in it can be named');
  }
  return segments.filter((segment) => segment !== '' && segment !== '.').join('/');
}

export function readPathList(place: YamlPlace): string[] {
  return place.list().map(readPath);
}
