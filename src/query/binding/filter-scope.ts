import type { ErrorCode } from '../../base/index.ts';
import { invariant, OptimadeError } from '../../base/index.ts';
import type { Property, Span } from '../../filter/index.ts';
import { comparableTypeOf } from '../../standard/index.ts';
import type { PropertyPath } from '../entry-query.ts';
import type { WarningCode, WarningList } from '../query-warning.ts';
import type { BindContext } from './bind-context.ts';
import { ownEntryType } from './bind-context.ts';
import { resolveProperty } from './resolve-property.ts';

/** What the binding of one filter shares: its text, the names resolved so far, and where faults go. */
export class FilterScope {
  readonly #text: string;
  readonly #context: BindContext;
  readonly #warnings: WarningList;
  readonly #resolved = new Map<string, PropertyPath | undefined>();

  constructor(text: string, context: BindContext, warnings: WarningList) {
    this.#text = text;
    this.#context = context;
    this.#warnings = warnings;
  }

  /** The path of a property; undefined where it is another provider's. */
  resolve(property: Property): PropertyPath | undefined {
    const name = property.path.join('.');
    if (!this.#resolved.has(name)) this.#resolved.set(name, this.#resolveNew(property));
    return this.#resolved.get(name);
  }

  /** The path of a property that is known not to be another provider's. */
  path(property: Property): PropertyPath {
    const path = this.resolve(property);
    invariant(path !== undefined, `${property.path.join('.')} is foreign`);
    return path;
  }

  /** The integer property that answers LENGTH for a property; undefined where none does. */
  lengthAlias(property: Property): PropertyPath | undefined {
    const { lengthAliases, properties } = ownEntryType(this.#context);
    const [name, ...keys] = property.path as [string, ...string[]];
    const alias = keys.length === 0 && Object.hasOwn(lengthAliases, name) ? lengthAliases[name]! : undefined;
    if (alias === undefined || !Object.hasOwn(properties, alias)) return undefined;
    if (comparableTypeOf(properties[alias]!) !== 'number') return undefined;
    return { kind: 'attribute', property: alias, keys: [], list: false, type: 'number' };
  }

  /** The text that a node was made of. */
  textOf({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }

  warn(code: WarningCode, values: Readonly<Record<string, string>>): void {
    this.#warnings.add(code, 'filter', values);
  }

  /** An error about a part of the filter. */
  fault(
    code: ErrorCode,
    { start, end }: Span,
    values: Readonly<Record<string, string | number>>,
    suggestion?: string,
  ): OptimadeError {
    const excerpt = { text: this.#text, start, end };
    return new OptimadeError(code, values, { parameter: 'filter', excerpt, suggestion });
  }

  #resolveNew({ path, span }: Property): PropertyPath | undefined {
    return resolveProperty(path, this.#context, {
      warnings: this.#warnings,
      parameter: 'filter',
      fault: (code, values, suggestion) => this.fault(code, span, values, suggestion),
    });
  }
}
