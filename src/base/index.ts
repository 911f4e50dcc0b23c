export type { ErrorCode } from './error-table.ts';
export { errorTable } from './error-table.ts';
export { InvariantError, invariant, unreachable } from './invariant.ts';
export type { JsonObject, JsonValue } from './json.ts';
export { isJsonObject } from './json.ts';
export { limits } from './limits.ts';
export type { Excerpt, OptimadeErrorOptions } from './optimade-error.ts';
export { OptimadeError } from './optimade-error.ts';
export { suggest } from './suggest.ts';
