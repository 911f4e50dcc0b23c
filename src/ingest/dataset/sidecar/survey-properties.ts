/** Which properties files and tables have that nobody has described yet, seen in the first entries of a dataset. */
import type { JsonValue } from '../../../base/index.ts';
import { isJsonObject, limits } from '../../../base/index.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import type { Source } from '../../source/source.ts';
import type { DatasetPlan } from '../dataset-plan.ts';
import { readDataset } from '../read-dataset.ts';

export interface SurveyedProperty {
  /** Without prefix. */
  readonly name: string;
  /** In the words of a declaration. */
  readonly type: string;
  /** Some different values. */
  readonly examples: readonly JsonValue[];
  /** What the reader of the files knows of it. */
  readonly known?: KnownWords | undefined;
}

interface KnownWords {
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
}

export interface SurveyedSelection {
  /** How many entries were looked at. */
  readonly entries: number;
  readonly properties: readonly SurveyedProperty[];
}

export interface SurveyPropertiesOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((stage: 'surveying' | 'reading', fraction: number) => void) | undefined;
}

/** Names none of the properties that the data bring; to be taken off again. */
const prefix = 'respawnsurvey';

/**
 * Reads the first entries of each selection of a plan.
 *
 * Errors: as of `readDataset`.
 * Limits: `surveyEntriesMax` entries of each selection, `propertiesMax` properties.
 */
export async function surveyProperties(
  plan: DatasetPlan,
  source: Source,
  options: SurveyPropertiesOptions = {},
): Promise<readonly SurveyedSelection[]> {
  const surveyed: SurveyedSelection[] = [];
  for (const selection of plan.selections) {
    const survey = new PropertySurvey();
    const part = { ...plan, selections: [selection], attachments: [], remarks: [] };
    for await (const batch of readDataset(part, source, {
      ...plan.settings,
      prefix,
      ...options,
      symmetry: 'none',
      archives: 'none',
    })) {
      for (const record of batch) survey.take(record);
      if (survey.entries >= limits.surveyEntriesMax) break;
    }
    const declared = new Set(selection.properties.map(({ name }) => name));
    const properties = survey.properties().filter(({ name }) => !declared.has(name));
    surveyed.push({ entries: survey.entries, properties });
  }
  return surveyed;
}

interface OpenProperty {
  readonly types: Set<string>;
  readonly examples: Map<string, JsonValue>;
}

const examplesMax = 3;

class PropertySurvey {
  entries = 0;
  readonly #properties = new Map<string, OpenProperty>();
  readonly #known = new Map<string, KnownWords>();

  take(record: SourceRecord): void {
    if (record.kind === 'entry-info') this.#learn(record.info.properties);
    if (record.kind !== 'entry') return;
    this.entries += 1;
    for (const key of Object.keys(record.attributes)) {
      const name = ownName(key);
      const value = record.attributes[key] ?? null;
      if (name !== undefined && value !== null) this.#look(name, value);
    }
  }

  properties(): SurveyedProperty[] {
    return [...this.#properties].map(([name, { types, examples }]) => ({
      name,
      type: typeOf(types),
      examples: [...examples.values()],
      known: this.#known.get(name),
    }));
  }

  #learn(definitions: JsonValue | undefined): void {
    if (!isJsonObject(definitions)) return;
    for (const key of Object.keys(definitions)) {
      const name = ownName(key);
      const definition = definitions[key];
      if (name !== undefined && isJsonObject(definition)) this.#known.set(name, definition as KnownWords);
    }
  }

  #look(name: string, value: JsonValue): void {
    const property = this.#properties.get(name) ?? { types: new Set(), examples: new Map() };
    if (!this.#properties.has(name) && this.#properties.size >= limits.propertiesMax) return;
    this.#properties.set(name, property);
    property.types.add(typeOfValue(value));
    const isScalar = typeof value !== 'object';
    if (isScalar && property.examples.size < examplesMax) property.examples.set(String(value), value);
  }
}

/** Without the prefix; undefined for the properties of others. */
function ownName(key: string): string | undefined {
  return key.startsWith(`_${prefix}_`) ? key.slice(prefix.length + 2) : undefined;
}

/** Of several kinds of values only numbers go together. */
function typeOf(types: ReadonlySet<string>): string {
  const [first = 'unknown'] = types;
  if (types.size === 1) return first;
  return types.size === 2 && types.has('integer') && types.has('float') ? 'float' : 'unknown';
}

function typeOfValue(value: JsonValue): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  if (typeof value === 'boolean') return 'boolean';
  if (isJsonObject(value)) return 'dictionary';
  return Array.isArray(value) ? 'list' : 'string';
}
