import type { JsonObject } from '../../base/index.ts';
import type { Link } from './link.ts';

/** What an error object and a warning can say. @spec JSON:API 1.1, "Error Objects" */
interface ProblemObject {
  readonly id?: string;
  readonly links?: { readonly about?: Link; readonly type?: Link };
  readonly code?: string;
  readonly title?: string;
  /** Required by OPTIMADE. */
  readonly detail: string;
  readonly source?: { readonly pointer?: string; readonly parameter?: string; readonly header?: string };
  readonly meta?: JsonObject;
}

/** Why a request failed. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", errors */
export interface ErrorObject extends ProblemObject {
  /** The HTTP status, as text. */
  readonly status?: string;
}

/** What is amiss with an answer that is given. @spec "JSON Response Schema: Common Fields", warnings */
export interface Warning extends ProblemObject {
  readonly type: 'warning';
  /** Warnings have none. */
  readonly status?: never;
}
