/** Why an archive cannot be read as a whole. `message` is a sentence without its subject. */
export class AiidaError extends Error {
  override readonly name = 'AiidaError';
}
