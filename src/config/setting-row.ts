import type { z } from 'zod';

/** One setting: where it can be given and what it may be. */
export interface SettingRow {
  /** `a-b` in respawn.yaml; the same behind `--` is the flag, in upper snake case behind RESPAWN_ the variable. */
  readonly name: string;
  readonly schema: z.ZodType;
  readonly default: unknown;
  /** How the flag's argument is called in the help; undefined for switches. */
  readonly argument?: string;
  readonly description: string;
  /** A list: the flag may be repeated, the variable holds commas. */
  readonly repeatable?: true;
  /** `file`: what is too long for a flag. `environment`: secrets, which are never shown. */
  readonly only?: 'file' | 'environment';
}

/** The flag of a setting, `--base-url`; undefined where it has none. */
export function flagOf({ name, only }: SettingRow): string | undefined {
  return only === undefined ? `--${name}` : undefined;
}

/** The environment variable of a setting, `RESPAWN_BASE_URL`; undefined where it has none. */
export function variableOf({ name, only }: SettingRow): string | undefined {
  return only === 'file' ? undefined : `RESPAWN_${name.toUpperCase().replaceAll('-', '_')}`;
}
