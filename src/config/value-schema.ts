/** What values of settings may be, as text from a command line or a variable, or as YAML has it. */
import { z } from 'zod';
import { ConfigError } from './config-error.ts';

export const positiveInteger = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be 1 or more');

export const flag = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] }),
]);

const portProblem = 'must be a port, 0 to 65535';
export const port = z.coerce
  .number(portProblem)
  .int(portProblem)
  .min(0, portProblem)
  .max(65_535, portProblem);

export const webUrl = z.url({ protocol: /^https?$/ });

/** Paths are put behind it, which must not end up in a query. */
export const rootUrl = webUrl.refine(
  (url) => !/[?#@\s]/.test(url),
  'must end with the path, without ?, # or @',
);

/** The standard's shape of a database id in a URL. */
export const databaseIdPattern = /^[A-Za-z0-9_-]{1,128}$/;

export const databaseId = z.string().regex(databaseIdPattern, 'must be 1 to 128 letters, digits, _ or -');

export const prefix = z
  .string()
  .regex(/^[a-z][a-z0-9]*$/, 'must be lower-case letters and digits, a letter first');

const byteUnits: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Bytes: `1000000`, `500MB`, `2 GiB`. */
export const size = measure(byteUnits, 'must be a size such as 500MB or 2GiB');

const secondUnits: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds: `90`, `10m`, `1h`. */
export const duration = measure(secondUnits, 'must be a duration such as 90, 10m or 1h');

/** A whole number of at least one, with a unit of a table behind it. */
function measure(units: Readonly<Record<string, number>>, problem: string) {
  return z.union([z.number(), z.string()], { error: problem }).transform((given, context) => {
    const [, digits, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(given)) ?? [];
    const factor = Object.hasOwn(units, unit?.toLowerCase() ?? '-')
      ? units[unit!.toLowerCase()]!
      : Number.NaN;
    const value = Math.round(Number(digits) * factor);
    if (Number.isSafeInteger(value) && value >= 1) return value;
    context.addIssue(problem);
    return z.NEVER;
  });
}

/** A list as YAML has it, or in one text with commas. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (given) =>
      typeof given === 'string'
        ? given
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== '')
        : given,
    z.array(item),
  );
}

/**
 * Seconds of a duration that a command was given with a flag.
 *
 * Errors: `ConfigError`.
 */
export function readDuration(flagName: string, text: string): number {
  return readAs(duration, flagName, text);
}

/**
 * A number of at least one that a command was given with a flag.
 *
 * Errors: `ConfigError`.
 */
export function readCount(flagName: string, text: string): number {
  return readAs(positiveInteger, flagName, text);
}

function readAs(schema: z.ZodType<number>, flagName: string, text: string): number {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues[0]!.message;
  throw new ConfigError(`${flagName} is ${JSON.stringify(text)}, which cannot be used: ${problem}.`);
}
