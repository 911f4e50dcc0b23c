import { OptimadeError } from '../base/index.ts';

/** A path that leads nowhere, with what would lead somewhere. */
export function endpointUnknown(path: string, hint: string, suggestion?: string): OptimadeError {
  return new OptimadeError('endpoint-unknown', { path, hint }, { suggestion });
}
