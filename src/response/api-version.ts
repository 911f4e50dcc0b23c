/** A version of the standard that every database speaks. */
export interface ApiVersion {
  /** The full version, as `meta.api_version` tells it. */
  readonly number: string;
  /** Path segments below a base URL under which it is served, the most general first. */
  readonly segments: readonly string[];
  /**
   * The older style of `/info/<type>`: four plain keys a property, and only the properties that the published
   * validator knows. It rejects the property definitions that the standard demands since 1.2.
   */
  readonly classic: boolean;
}

/** The newest version: what unversioned URLs serve. */
export const currentVersion: ApiVersion = {
  number: '1.3.0',
  segments: ['v1', 'v1.3', 'v1.3.0'],
  classic: false,
};

/** In order of preference. */
export const apiVersions: readonly ApiVersion[] = [
  currentVersion,
  { number: '1.1.0', segments: ['v1.1', 'v1.1.0'], classic: true },
];
