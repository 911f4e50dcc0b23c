/**
 * Reads the levels of a property definition that came from a source, full or in the older style: every key is
 * checked, what cannot be used is left out and told of. Knows nothing of what only the outermost level has.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject, limits } from '../../base/index.ts';
import { isOfJsonType } from '../json-type.ts';
import type { PropertyDefinition, UnitDefinition } from '../property-definition.ts';
import { patternFault } from './pattern-fault.ts';
import { isStandardDataType } from './property-type-rules.ts';
import { readDimensions } from './read-dimensions.ts';
import { limitFault, limitKeys } from './read-limits.ts';
import type { ReadType } from './read-type.ts';
import { readType } from './read-type.ts';
import { readUnit, unitOf } from './read-unit.ts';

/** Keys that are read elsewhere, or that mean something but say nothing of values. */
const otherKeys = new Set(
  '$id $schema $comment title description type format unit sortable items properties enum examples deprecated'
    .concat(' name')
    .split(' '),
);

/** `x-<prefix>-<name>` of anyone but the standard. */
const foreignKey = /^x-(?!optimade-)[a-z0-9]+-./;

type Draft = Record<string, unknown>;

export class DefinitionReader {
  readonly problems: string[] = [];
  readonly #prefix: string;
  readonly #units: ReadonlyMap<string, UnitDefinition>;
  #levels = 0;

  constructor(prefix: string, units: ReadonlyMap<string, UnitDefinition>) {
    this.#prefix = prefix;
    this.#units = units;
  }

  /**
   * Reads one level. `path` leads to it, empty for the outermost; `unit` is what the lists around it state.
   */
  readLevel(
    raw: JsonValue | undefined,
    path: string,
    depth: number,
    observed: PropertyDefinition | undefined,
    unit?: string,
  ): PropertyDefinition {
    this.#levels += 1;
    const isReadable = depth < limits.definitionDepthMax && this.#levels <= limits.definitionLevelsMax;
    if (raw !== undefined && !isJsonObject(raw)) this.tell(path, 'is no object');
    if (!isReadable) this.tell(path, 'nests too deeply or is too large');
    const source: JsonObject = isJsonObject(raw) && isReadable ? raw : {};

    const type = readType(source, this.#prefix, observed);
    if (type.problem !== undefined) this.tell(path, type.problem);
    const ownUnit = readUnit(source, (symbol) => unitOf(symbol, this.#units) !== undefined);
    if (ownUnit?.problem !== undefined) this.tell(path, ownUnit.problem);
    const expression = ownUnit?.expression ?? unit;

    const draft: Draft = {
      ...this.#readTexts(source, path, [ownUnit?.note, opaqueNote(source, type)]),
      'x-optimade-type': type.dataType,
      'x-optimade-unit': unitOfLevel(source, type, expression),
      type: type.type,
    };
    this.#readLimits(source, path, type, draft);
    this.#readValues(source, path, type, draft);
    if (type.dataType === 'list') {
      const dimensions = readDimensions(source['x-optimade-dimensions'], this.#prefix);
      if (dimensions.problem !== undefined) this.tell(path, dimensions.problem);
      if (dimensions.value !== undefined) draft['x-optimade-dimensions'] = dimensions.value;
      if (source.items !== undefined || observed?.items !== undefined) {
        draft.items = this.readLevel(source.items, `${path}.items`, depth + 1, observed?.items, expression);
      }
    }
    if (type.dataType === 'dictionary') this.#readProperties(source, path, depth, observed, draft);
    this.#readForeign(source, path, draft);
    return draft as unknown as PropertyDefinition;
  }

  tell(path: string, problem: string): void {
    const located = path === '' ? problem : `${path.slice(1, 200)}: ${problem}`;
    if (this.problems.length < limits.valueProblemsMax && !this.problems.includes(located)) {
      this.problems.push(located);
    }
  }

  #readTexts(source: JsonObject, path: string, notes: readonly (string | undefined)[]): Draft {
    const draft: Draft = {};
    if (typeof source.$id === 'string' && path !== '' && isIri(source.$id)) draft.$id = source.$id;
    for (const key of ['title', 'description'] as const) {
      const text = source[key];
      if (typeof text === 'string' && text.trim() !== '')
        draft[key] = text.slice(0, limits.definitionTextMax);
      else if (text !== undefined && text !== null && text !== '') this.tell(path, `${key} is no text`);
    }
    const description = typeof draft.description === 'string' ? [draft.description] : [];
    const news = notes.filter((note) => note !== undefined && !description[0]?.includes(note));
    if (news.length > 0) draft.description = [...description, ...news].join('\n\n');
    if (typeof source.deprecated === 'boolean') draft.deprecated = source.deprecated;
    return draft;
  }

  #readLimits(source: JsonObject, path: string, { dataType }: ReadType, draft: Draft): void {
    for (const key of Object.keys(source)) {
      const value = source[key];
      if (!limitKeys.has(key) || value === undefined || value === null) continue;
      const fault = limitFault(key, value, dataType);
      if (fault !== undefined) this.tell(path, `${key} ${fault}`);
      else draft[key] = value;
    }
    const remark = typeof draft.pattern === 'string' ? patternFault(draft.pattern) : undefined;
    if (remark !== undefined) this.tell(path, `pattern is not enforced, since it ${remark}`);
    if (dataType === 'timestamp') draft.format = 'date-time';
  }

  /** `enum` and `examples`, as far as their items are of the level's type. */
  #readValues(source: JsonObject, path: string, { type }: ReadType, draft: Draft): void {
    for (const key of ['enum', 'examples'] as const) {
      const values = source[key];
      if (values === undefined || values === null) continue;
      const fitting = Array.isArray(values)
        ? (values as readonly JsonValue[])
            .slice(0, limits.definitionListItemsMax)
            .filter((value) => type.some((word) => isOfJsonType(value, word)))
        : [];
      if (fitting.length !== (values as readonly JsonValue[]).length) {
        this.tell(path, `of ${key}, values that the property cannot have are left out`);
      }
      if (fitting.length > 0) draft[key] = fitting;
    }
    // An enumeration without null would rule out null, which the type allows.
    const allowed = draft.enum as JsonValue[] | undefined;
    if (allowed !== undefined && type.includes('null') && !allowed.includes(null))
      draft.enum = [...allowed, null];
  }

  #readProperties(
    source: JsonObject,
    path: string,
    depth: number,
    observed: PropertyDefinition | undefined,
    draft: Draft,
  ): void {
    if (!isJsonObject(source.properties)) {
      if (observed?.properties !== undefined) draft.properties = observed.properties;
      return;
    }
    const properties: Record<string, PropertyDefinition> = Object.create(null);
    for (const key of Object.keys(source.properties)) {
      if (this.#levels >= limits.definitionLevelsMax) {
        this.tell(path, 'defines too many keys');
        break;
      }
      const inner = source.properties[key];
      const seen = observed?.properties;
      const observedInner = seen !== undefined && Object.hasOwn(seen, key) ? seen[key] : undefined;
      properties[key] = this.readLevel(inner, `${path}.properties.${key}`, depth + 1, observedInner);
    }
    draft.properties = properties;
  }

  #readForeign(source: JsonObject, path: string, draft: Draft): void {
    for (const key of Object.keys(source)) {
      if (otherKeys.has(key) || limitKeys.has(key)) continue;
      if (foreignKey.test(key)) draft[key] = source[key];
      else if (!key.startsWith('x-')) this.tell(path, `the key "${key.slice(0, 100)}" means nothing here`);
    }
  }
}

/** A custom data type has to be explained; one that the source does not state is ours to explain. */
function opaqueNote(source: JsonObject, { dataType }: ReadType): string | undefined {
  if (isStandardDataType(dataType) || source['x-optimade-type'] === dataType) return undefined;
  return 'The values are of no particular type; they stand as the source of this database has them.';
}

/** Numbers have the unit; lists and dictionaries only what they state themselves, and that as a word. */
function unitOfLevel(
  source: JsonObject,
  { dataType, type }: ReadType,
  expression: string | undefined,
): string {
  if (expression === undefined) return 'inapplicable';
  if (type.includes('number') || type.includes('integer')) return expression;
  const isWord = expression === 'dimensionless' || expression === 'inapplicable';
  return isWord && source['x-optimade-unit'] !== undefined && dataType !== 'string'
    ? expression
    : 'inapplicable';
}

/** An absolute IRI, in its outline. */
export function isIri(text: string): boolean {
  return text.length <= 2000 && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(text);
}
