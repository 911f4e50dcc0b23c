import { OptimadeError } from '../../src/base/index.ts';

/** The client error that an action ends with. */
export function clientError(action: () => unknown): OptimadeError {
  try {
    action();
  } catch (error) {
    if (error instanceof OptimadeError) return error;
    throw error;
  }
  throw new Error('no error');
}
