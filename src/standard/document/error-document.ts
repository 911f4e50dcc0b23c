import type { JsonObject } from '../../base/index.ts';
import type { DocumentLinks } from './link.ts';
import type { Meta } from './meta.ts';
import type { ErrorObject } from './problem-object.ts';
import type { JsonApiMember } from './response-document.ts';

/** The answer to a request that failed. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields" */
export interface ErrorDocument {
  readonly errors: readonly ErrorObject[];
  readonly meta: Meta;
  readonly links?: DocumentLinks;
  readonly jsonapi?: JsonApiMember;
  readonly '@context'?: string | JsonObject;
}
