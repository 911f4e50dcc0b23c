import { Buffer } from 'node:buffer';
import type { JsonValue } from '../../base/index.ts';
import { OptimadeError, suggest } from '../../base/index.ts';
import type { FieldRequest, RecordRequest, Settings } from '../request/graph-request.ts';
import type { ResultMap } from '../result/result-map.ts';
import type { RecordFields } from './record-fields.ts';
import { fieldValue, knownFields } from './record-fields.ts';
import { resolvesTo } from './whole-record.ts';

/** Reads a record, to stand in the place of its id. */
type Step = (settings: Settings, into: ResultMap) => Promise<void>;

/** The records that lie one step from another. */
export interface RecordSteps {
  readonly upload: Step;
  readonly entry?: Step;
}

/** Reads the fields of a flat record. Those that it lacks are dropped, as in NOMAD. */
export async function readRecord(
  request: RecordRequest,
  fields: RecordFields,
  into: ResultMap,
  steps: RecordSteps,
  isStrict: boolean,
): Promise<void> {
  const named = new Set(request.fields.map(({ name }) => name));
  if (request.isFetched) {
    const { settings } = request;
    for (const [name, value] of knownFields(fields)) {
      if (named.has(name) || settings.keys?.(name) === false) continue;
      await readField(name, value, { ...settings, keys: undefined }, into, steps);
    }
  }
  for (const field of request.fields) {
    const value = fieldValue(fields, field.name);
    if (value !== undefined) await readField(field.name, value, field.settings, into, steps);
    else if (isStrict) refuseUnknown(field, fields);
  }
}

async function readField(
  name: string,
  value: JsonValue,
  settings: Settings,
  into: ResultMap,
  steps: RecordSteps,
): Promise<void> {
  const step = stepOf(name, settings, steps);
  if (step !== undefined) await step(settings, into.map(name));
  else if (typeof value === 'object' && value !== null)
    into.putJson(name, Buffer.from(JSON.stringify(value)));
  else into.putValue(name, value);
}

function stepOf(name: string, settings: Settings, { upload, entry }: RecordSteps): Step | undefined {
  if (name === 'upload_id' && resolvesTo('upload', settings)) return upload;
  if (name === 'entry_id' && resolvesTo('entry', settings)) return entry;
  return undefined;
}

function refuseUnknown({ name, pointer }: FieldRequest, { kind, names }: RecordFields): void {
  if (names.includes(name)) return; // it has no value here
  throw new OptimadeError(
    'graph-strict',
    { place: pointer, problem: `${kind} has no field "${name}"` },
    { pointer, suggestion: suggest(name, names) },
  );
}
