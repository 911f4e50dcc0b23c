import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import type { SettingRow } from './setting-row.ts';
import { flagOf, variableOf } from './setting-row.ts';

/** A place that gives settings, by setting name. */
export interface SettingPlace {
  /** `flag`, `environment`, or the path of a file. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The value of a setting by its name, as its row in the table has checked it. */
export type SettingReader = <Value>(name: string) => Value;

/**
 * The value of one setting, from the first place that gives it.
 *
 * Errors: `ConfigError` names the setting, the place and what would be right.
 */
export function resolveSetting(
  row: SettingRow,
  places: readonly SettingPlace[],
): { readonly value: unknown; readonly place: string } {
  for (const place of places) {
    const given = Object.hasOwn(place.values, row.name) ? place.values[row.name] : undefined;
    if (given === undefined || given === null) continue;
    const parsed = row.schema.safeParse(given);
    if (!parsed.success) throw new ConfigError(describeFault(row, place, given, parsed.error));
    return { value: parsed.data, place: place.name };
  }
  return { value: row.default, place: 'default' };
}

function describeFault(row: SettingRow, place: SettingPlace, given: unknown, error: z.ZodError): string {
  const where =
    (place.name === 'flag' ? flagOf(row) : place.name === 'environment' ? variableOf(row) : undefined) ??
    `${row.name} in ${place.name}`;
  const issue = error.issues[0];
  const inside = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  const hidden = typeof given === 'object' || row.only === 'environment';
  const shown = hidden ? '' : ` is ${JSON.stringify(given)}, which`;
  return `${where}${shown} cannot be used${inside}: ${issue?.message ?? 'invalid'}. Meaning: ${row.description}.`;
}
