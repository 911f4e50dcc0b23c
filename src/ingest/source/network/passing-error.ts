import { SourceError } from '../source-error.ts';

/** A fault that may be over in a moment: broken connections, servers that are busy. Worth another try at once. */
export class PassingError extends SourceError {}
