/**
 * Raw entry → entry: settles type and id, then lets the attributes be normalized, validated and completed,
 * and the other members be put in order. Knows what the survey of the source decided; does not know where
 * entries go.
 */
import { Buffer } from 'node:buffer';
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject, limits } from '../../base/index.ts';
import type { Entry } from '../../standard/index.ts';
import { customEntryType, standardEntryTypes } from '../../standard/index.ts';
import type { IssueAction } from '../issue.ts';
import type { Knowledge } from '../knowledge.ts';
import type { RawEntry, ReaderRemark, SourceRecord } from '../reader/source-record.ts';
import type { ReportCollector } from '../report.ts';
import type { SourceFacts } from '../source-facts.ts';
import { EntryScribe } from './entry-scribe.ts';
import type { EntryTypeName } from './entry-type-name.ts';
import { looksLikeStructure, resolveEntryType } from './entry-type-name.ts';
import { EntryTypePlan } from './entry-type-plan.ts';
import { normalizeAttributes } from './normalize-attributes.ts';
import { normalizeMeta } from './normalize-meta.ts';
import { normalizeRelationships } from './normalize-relationships.ts';
import { RelatedEntries } from './related-entries.ts';
import type { ValidationResult } from './validate-entry.ts';
import { validateEntry } from './validate-entry.ts';

/** What was done about a remark, where the reader did not change what the source says. */
const actions: { readonly [code in ReaderRemark['code']]?: IssueAction } = {
  'structure-doubtful': 'kept',
  'formula-differs': 'kept',
  'symmetry-unknown': 'kept',
  'value-unreadable': 'left out',
  'archive-too-large': 'left out',
  'publication-unknown': 'kept',
};

export class EntryIntake {
  /** By served name of the entry type; those that were met or declared. */
  readonly plans = new Map<string, EntryTypePlan>();
  readonly #knowledge: Knowledge;
  readonly #report: ReportCollector;
  readonly #scribe: EntryScribe;
  readonly #related = new RelatedEntries();
  readonly #typeNames = new Map<string, EntryTypeName | undefined>();

  constructor(knowledge: Knowledge, report: ReportCollector) {
    this.#knowledge = knowledge;
    this.#report = report;
    this.#scribe = new EntryScribe(report.add);
  }

  /** The entry to be stored; undefined where it was rejected, which is then in the report. */
  take(raw: RawEntry): Entry | undefined {
    const scribe = this.#scribe;
    scribe.start(raw);
    const type = this.#settleType(raw);
    if (type === undefined) {
      this.#report.countMalformed();
      return undefined;
    }
    const plan = this.#planOf(type);
    scribe.entryType = type;
    this.#report.countRead(type);
    const where = { entryType: type, id: raw.id, line: raw.line, file: raw.file };
    for (const { code, message, count } of raw.remarks) {
      this.#report.add({ code, action: actions[code] ?? 'changed', detail: message, count, ...where });
    }
    const id = this.#settleId(raw, plan);
    if (id === undefined) return this.#rejected(type);
    const { attributes, invalid } = normalizeAttributes(raw, plan, scribe);
    const features = raw.attributes.structure_features;
    const implicitAtoms = Array.isArray(features) && features.includes('implicit_atoms');
    const result = validateEntry(attributes, invalid, implicitAtoms, plan.validation);
    if (!this.#reportResult(result, attributes)) return this.#rejected(type);
    const entry = this.#withMembers({ type, id, attributes }, raw, plan);
    plan.countStored(attributes);
    this.#report.countStored(type);
    this.#related.add(entry, raw);
    return entry;
  }

  /**
   * Takes over what a late line says of the source; true where entries were already read under another
   * assumption, so that they have to be read again.
   */
  contradicts(record: SourceRecord, facts: SourceFacts): boolean {
    if (record.kind === 'meta') return this.#knowledge.prefixChangesWith(facts);
    if (record.kind !== 'entry-info') return false;
    const { type, properties } = this.#knowledge.declare(record);
    const plan = this.plans.get(type);
    return plan !== undefined && properties.some((name) => plan.properties.has(name));
  }

  /**
   * After the last entry: reports what can be told only now, and plans declared types that have no entries.
   */
  finish(): void {
    for (const type of [...this.#knowledge.declaredTypes()]) this.#planOf(type);
    for (const plan of this.plans.values()) plan.reportRemarks(this.#report.add);
    this.#related.reportDangling(this.#report.add);
  }

  #rejected(type: string): undefined {
    this.#report.countRejected(type);
    return undefined;
  }

  #planOf(type: string): EntryTypePlan {
    let plan = this.plans.get(type);
    if (plan === undefined) {
      const standard =
        standardEntryTypes.get(type) ?? customEntryType(type, this.#knowledge.describeType(type));
      plan = new EntryTypePlan(standard, this.#knowledge.planOptions(type));
      this.plans.set(type, plan);
    }
    return plan;
  }

  #settleType(raw: RawEntry): string | undefined {
    if (raw.type === undefined) return this.#assumeType(raw);
    const resolved = this.#resolveType(raw.type);
    if (resolved === undefined) {
      const detail = `"${raw.type.slice(0, 100)}" cannot name an entry type`;
      this.#scribe.tell('type-invalid', 'entry rejected', detail);
      return undefined;
    }
    if (!this.plans.has(resolved.name) && this.plans.size >= limits.entryTypesMax) {
      const detail = `the source has more than ${limits.entryTypesMax} entry types`;
      this.#scribe.tell('type-invalid', 'entry rejected', detail);
      return undefined;
    }
    if (resolved.issue !== undefined) {
      this.#scribe.entryType = resolved.name;
      this.#scribe.tell(resolved.issue.code, 'changed', resolved.issue.detail);
    }
    return resolved.name;
  }

  #resolveType(stored: string): EntryTypeName | undefined {
    if (this.#typeNames.has(stored)) return this.#typeNames.get(stored);
    const resolved = resolveEntryType(stored, this.#knowledge.prefix);
    if (this.#typeNames.size < limits.entryTypesMax) this.#typeNames.set(stored, resolved);
    return resolved;
  }

  #assumeType(raw: RawEntry): string | undefined {
    const structures = this.#planOf('structures');
    const names = Object.keys(raw.attributes).flatMap((stored) => structures.namesOf(stored));
    const type = looksLikeStructure(names) ? 'structures' : this.#knowledge.onlyType;
    if (type === undefined) {
      const detail = 'the entry has no type, and neither its attributes nor the other entries tell one';
      this.#scribe.tell('type-missing', 'entry rejected', detail);
      return undefined;
    }
    this.#scribe.entryType = type;
    this.#scribe.tell('type-assumed', 'changed', `the entry has no type and is taken as one of ${type}`);
    return type;
  }

  /** The id under which the entry is served: text that a URL can hold, not empty, not too long. */
  #settleId(raw: RawEntry, plan: EntryTypePlan): string | undefined {
    const aliased = plan.idKey === undefined ? undefined : raw.attributes[plan.idKey];
    const id = textOf(aliased) ?? raw.id;
    this.#scribe.id = id;
    if (id === undefined || id === '') {
      this.#scribe.tell('id-missing', 'entry rejected', 'the entry has no id');
      return undefined;
    }
    // A code unit is at most three bytes: the bytes need be counted only near the limit.
    if (id.length * 3 > limits.entryIdBytesMax && Buffer.byteLength(id) > limits.entryIdBytesMax) {
      this.#scribe.id = `${id.slice(0, 100)}…`;
      const detail = `the id is longer than ${limits.entryIdBytesMax} bytes`;
      this.#scribe.tell('id-too-long', 'entry rejected', detail);
      return undefined;
    }
    if (id.includes('\0') || !id.isWellFormed()) {
      const detail = 'the id holds the character NUL or half of a surrogate pair, so nobody could ask for it';
      this.#scribe.tell('id-unusable', 'entry rejected', detail);
      return undefined;
    }
    return id;
  }

  /** Tells what validation found; false where the entry must be rejected. */
  #reportResult(result: ValidationResult, attributes: Readonly<Record<string, JsonValue>>): boolean {
    const { removals, warnings, derived, rejection } = result;
    const scribe = this.#scribe;
    for (const { property, detail, rule } of removals) {
      if (rejection?.property === property) continue;
      scribe.property = property;
      const action = attributes[property] === undefined ? 'set to unknown' : 'recomputed';
      scribe.tell(rule === undefined ? 'value-invalid' : 'rule-broken', action, detail, rule);
    }
    for (const { properties, message, rule } of warnings) {
      scribe.property = properties[0];
      scribe.tell('rule-doubtful', 'kept', message, rule);
    }
    for (const property of derived) this.#report.countDerived(scribe.entryType, property);
    if (rejection === undefined) return true;
    scribe.property = rejection.property === '' ? undefined : rejection.property;
    const code = rejection.rule === undefined ? 'value-invalid' : 'rule-broken';
    scribe.tell(code, 'entry rejected', rejection.detail, rejection.rule);
    return false;
  }

  #withMembers(entry: Entry, raw: RawEntry, plan: EntryTypePlan): Entry {
    if (raw.relationships == null && raw.links == null && raw.meta == null) return entry;
    const scribe = this.#scribe;
    scribe.property = 'relationships';
    const relationships = normalizeRelationships(raw.relationships, {
      resolveType: (type) => this.#resolveType(type)?.name,
      tell: (problem) => scribe.tell('relationship-malformed', 'left out', problem),
    });
    const links = isJsonObject(raw.links) ? linksElsewhere(raw.links) : undefined;
    if (raw.links != null && !isJsonObject(raw.links)) {
      scribe.property = 'links';
      scribe.tell('member-malformed', 'left out', 'the links are not a JSON object');
    }
    scribe.property = 'meta';
    const meta = normalizeMeta(raw.meta, {
      servedNames: (stored) => plan.namesOf(stored),
      tell: (problem) => scribe.tell('member-malformed', 'left out', problem),
    });
    return {
      ...entry,
      ...(relationships === undefined ? {} : { relationships }),
      ...(links === undefined ? {} : { links }),
      ...(meta === undefined ? {} : { meta }),
    };
  }
}

/** The links of an entry but for the one to itself: that leads to the server which the source is from. */
function linksElsewhere({ self: _, ...links }: JsonObject): JsonObject | undefined {
  return Object.keys(links).length === 0 ? undefined : links;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}
