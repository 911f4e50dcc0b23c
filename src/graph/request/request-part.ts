/**
 * A piece of the JSON that was sent, with the place where it stands, and the errors that point there. The
 * request is hostile: keys are kept in maps, and how deep and how large it is was checked before
 * (`check-request-size.ts`).
 */
import type { ErrorCode, JsonValue } from '../../base/index.ts';
import { isJsonObject, OptimadeError } from '../../base/index.ts';
import { pointerOf } from '../../standard/index.ts';

export interface RequestPart {
  readonly value: JsonValue;
  /** JSON Pointer in the request. */
  readonly pointer: string;
}

/** What is below each key of a map, in its order; undefined for all else. */
export function membersOf(part: RequestPart): Map<string, RequestPart> | undefined {
  if (!isJsonObject(part.value)) return undefined;
  return new Map(
    Object.entries(part.value).map(([key, value]) => [key, partBelow(part, key, value ?? null)]),
  );
}

/** The items of a list; undefined for all else. */
export function itemsOf(part: RequestPart): RequestPart[] | undefined {
  if (!Array.isArray(part.value)) return undefined;
  return part.value.map((value: JsonValue, position) => partBelow(part, position, value));
}

function partBelow(part: RequestPart, step: string | number, value: JsonValue): RequestPart {
  return { value, pointer: part.pointer + pointerOf(step) };
}

/**
 * The request is refused, as NOMAD does with what it does not support. The problem is the end of a sentence.
 */
export function refusal(part: RequestPart, problem: string, suggestion?: string): OptimadeError {
  return faultAt('graph-request-invalid', part, problem, suggestion);
}

/** The request breaks the grammar of settings. */
export function misfit(part: RequestPart, problem: string, suggestion?: string): OptimadeError {
  return faultAt('graph-request-unprocessable', part, problem, suggestion);
}

/** Something is passed over, which is told where strict is asked for. */
export function oddity(part: RequestPart, problem: string): OptimadeError {
  return faultAt('graph-strict', part, problem, undefined);
}

function faultAt(
  code: ErrorCode,
  { pointer }: RequestPart,
  problem: string,
  suggestion: string | undefined,
): OptimadeError {
  const place = pointer === '' ? 'the top' : pointer;
  return new OptimadeError(code, { place, problem }, { pointer, suggestion });
}
