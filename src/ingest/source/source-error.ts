/** A source that cannot be read as a whole: missing, cut off, of a format that we do not know. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** As the user gave it. */
  readonly location: string;
  /** The sentence without the location, beginning in lower case. */
  readonly problem: string;

  constructor(location: string, problem: string, options?: { readonly cause?: unknown }) {
    super(`${location}: ${problem}`, options);
    this.location = location;
    this.problem = problem;
  }
}
