/**
 * `optimade.yaml`, by which the owner of a record says what of it is to be served, as far as it is followed here: to
 * one file of JSON Lines. It is read as YAML 1.1, as the program reads it that it was made for.
 */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { limits } from '../../../base/index.ts';
import { plainText } from './plain-text.ts';

export interface MakerConfig {
  /** The file of the record. */
  readonly file: string;
  readonly description: string | undefined;
}

const path = z.string().min(1).max(limits.recordFileNameLengthMax);
const fileList = z.array(z.object({ file: path })).catch([]);
const versions: readonly unknown[] = ['0.1.0', '0.1.1'];

const shape = z.object({
  config_version: z.unknown().optional(),
  database_description: z.string().optional().catch(undefined),
  entries: z.unknown().optional(),
});
const linesShape = z.object({ jsonl_path: path, file: path.optional() });
const entryShape = z.object({
  entry_paths: z.union([z.object({ aiida_file: path }), fileList]),
  property_paths: fileList,
});

/** What the text says, or a sentence on why it is not followed. */
export function readMakerConfig(text: string): MakerConfig | string {
  const value = parse(text);
  const { data } = shape.safeParse(value);
  if (data === undefined) return 'is no YAML that holds a mapping';
  const { config_version: version, database_description: description, entries } = data;
  if (!versions.includes(version)) {
    return `has the config_version ${shown(version)}; 0.1.0 and 0.1.1 are understood`;
  }
  if (Array.isArray(entries)) return unread(entries);
  const lines = linesShape.safeParse(entries).data;
  if (lines === undefined) return 'has no "entries" that hold a "jsonl_path" or a list';
  const { jsonl_path: target, file = target } = lines;
  if (file !== target && !isCompressedFile(file)) {
    return `takes its data out of ${file}; bundles of files are not read yet`;
  }
  const words = plainText((description ?? '').slice(0, limits.definitionTextMax));
  return { file: withoutDot(file), description: words === '' ? undefined : words };
}

/** Compressed, and no bundle of several files. */
function isCompressedFile(name: string): boolean {
  return /\.(?:gz|gzip|bz2)$/i.test(name) && !/\.tar\./i.test(name);
}

function parse(text: string): unknown {
  try {
    const document = parseDocument(text, { version: '1.1', prettyErrors: false, logLevel: 'silent' });
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 });
  } catch {
    // Nesting beyond all reason, aliases of aliases.
    return undefined;
  }
}

function unread(entries: readonly unknown[]): string {
  const files = new Set<string>();
  for (const entry of entries.slice(0, limits.entryTypesMax)) {
    const { data } = entryShape.safeParse(entry);
    if (data === undefined) continue;
    const paths = Array.isArray(data.entry_paths)
      ? data.entry_paths
      : [{ file: data.entry_paths.aiida_file }];
    for (const { file } of [...paths, ...data.property_paths]) files.add(withoutDot(file));
  }
  const named = [...files].slice(0, 10).map((file) => file.slice(0, 100));
  const from = named.length === 0 ? 'other files' : named.join(', ');
  const more = files.size > named.length ? ` and ${files.size - named.length} more` : '';
  return `makes entries from ${from}${more}; only JSON Lines ("jsonl_path") are read yet`;
}

function withoutDot(name: string): string {
  return name.replace(/^(?:\.\/+)+/, '');
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 50);
}
