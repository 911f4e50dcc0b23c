import { makerConfigNames } from '../maker/read-maker-plan.ts';
import { sidecarNames } from '../sidecar/sidecar-names.ts';

const names: ReadonlySet<string> = new Set([...makerConfigNames, ...sidecarNames]);

/** Whether a file at the top of its tree, or of a folder, describes what lies there. */
export function isConfigName(path: string): boolean {
  return names.has(path.slice(path.lastIndexOf('/') + 1));
}
