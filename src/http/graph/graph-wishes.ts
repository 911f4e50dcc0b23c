import type { JsonValue } from '../../base/index.ts';
import { limits, OptimadeError, suggest } from '../../base/index.ts';
import { readRequestText } from '../../graph/index.ts';
import { QueryString } from '../../query/index.ts';
import type { AppRequest } from '../app-request.ts';
import { readJson } from '../json-body.ts';

/** A graph request as it came, with what its URL says of how it is to be answered. */
export interface GraphWishes {
  /** The request itself, which is not parsed before its turn: it takes many times its bytes then. */
  readonly parse: () => JsonValue;
  /** About what it takes in memory once it is parsed. */
  readonly memoryBytes: number;
  readonly isStrict: boolean;
  readonly wantsLinks: boolean;
}

/** A slice, of some thirty bytes, becomes a dozen objects. */
const memoryOfByte = 100;

const switchNames = ['strict', 'links', 'api_hint'];

/**
 * Reads a graph request: the body of a POST, the parameter `q` of a GET.
 *
 * Errors: those of the query and of the body; parameter-unknown, parameter-invalid; those of `readRequestText` when it is
 * parsed, graph-request-unprocessable for a body that is no JSON.
 * Limits: `graphRequestBytesMax`.
 */
export async function readGraphWishes(request: AppRequest): Promise<GraphWishes> {
  const query = new QueryString(request.target.query);
  const isPosted = request.method === 'POST';
  const parameterNames = isPosted ? switchNames : ['q', ...switchNames];
  for (const name of query.names) {
    if (parameterNames.includes(name) || name.startsWith('_')) continue;
    const suggestion = suggest(name, parameterNames);
    throw new OptimadeError('parameter-unknown', { parameter: name }, { parameter: name, suggestion });
  }
  return {
    ...(isPosted ? await readBody(request) : readParameter(query)),
    isStrict: readSwitch(query, 'strict'),
    wantsLinks: readSwitch(query, 'links'),
  };
}

/** Whatever the body is said to be: nothing is changed by it, and curl calls all that it sends a form. */
async function readBody(request: AppRequest): Promise<Pick<GraphWishes, 'parse' | 'memoryBytes'>> {
  const bytes = await request.body(limits.graphRequestBytesMax);
  const parse = () => {
    const read = readJson(bytes);
    if ('value' in read) return read.value;
    const problem = bytes.byteLength === 0 ? 'there is none' : `it is no JSON in UTF-8 (${read.problem})`;
    throw new OptimadeError('graph-request-unprocessable', { place: 'the top', problem }, { pointer: '' });
  };
  return { parse, memoryBytes: bytes.byteLength * memoryOfByte };
}

function readParameter(query: QueryString): Pick<GraphWishes, 'parse' | 'memoryBytes'> {
  const text = query.value('q') ?? '';
  if (text === '') throw invalid('q', 'missing. It is the request, as JSON or as base64url of that');
  return { parse: () => readRequestText(text), memoryBytes: text.length * memoryOfByte };
}

/** Errors: parameter-invalid. */
function readSwitch(query: QueryString, name: string): boolean {
  const value = query.value(name) ?? '0';
  if (value === '1' || value === 'true') return true;
  if (value === '0' || value === 'false') return false;
  throw invalid(name, 'neither 1 nor 0');
}

function invalid(parameter: string, problem: string): OptimadeError {
  return new OptimadeError('parameter-invalid', { parameter, problem }, { parameter });
}
