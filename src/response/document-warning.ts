/** Something that the client should know though its request was answered. */
export interface DocumentWarning {
  /** Kebab-case; sent as `_<prefix>_<code>` with underscores. */
  readonly code: string;
  readonly title?: string;
  readonly detail: string;
  /** The query parameter that it is about. */
  readonly parameter?: string;
}
