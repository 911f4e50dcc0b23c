/** A setting that cannot be used; the message says where it was given and what would be right. Exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
