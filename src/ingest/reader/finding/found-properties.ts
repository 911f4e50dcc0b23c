import type { JsonValue } from '../../../base/index.ts';

/** Collects what a file knows beside the structure, by its own names; what it does not know is left out. */
export class FoundProperties {
  /** Without prototype: the names are anybody's. */
  readonly values: Record<string, JsonValue> = Object.create(null);

  /** The first value of a name stands. A later one goes under `otherwise`, if that is given and free. */
  add(name: string, value: JsonValue | undefined, otherwise?: string): void {
    if (value === undefined || value === null || value === '' || name === '' || name === '__proto__') return;
    if (!Object.hasOwn(this.values, name)) this.values[name] = value;
    else if (otherwise !== undefined) this.add(otherwise, value);
  }
}

/** Whether a value is a list or object without members: what programs write for what there is not. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
