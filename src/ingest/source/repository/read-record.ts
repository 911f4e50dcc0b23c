/**
 * From the JSON of a repository to a record. Three shapes are met: that of InvenioRDM, that which Zenodo gives to
 * programs written before 2023, and the variants of the latter that were current for a while. What a shape does not
 * have is missing; what is of another type than it should be is as good as missing.
 */
import { z } from 'zod';
import { limits } from '../../../base/index.ts';
import { plainText } from './plain-text.ts';
import type { RecordAccess, RecordFile, RepositoryRecord } from './repository-record.ts';

const text = z
  .string()
  .transform((value) => value.slice(0, limits.definitionTextMax))
  .optional()
  .catch(undefined);
const shortText = z.string().max(500).optional().catch(undefined);
const fileName = z.string().min(1).max(limits.recordFileNameLengthMax).optional().catch(undefined);
/** A member that counts only where it is of the given type. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const recordShape = z.object({
  id: z.union([z.int().positive().transform(String), z.string().min(1).max(100)]),
  doi: shortText,
  pids: optional(z.object({ doi: optional(z.object({ identifier: shortText })) })),
  access: optional(
    z.object({
      files: shortText,
      status: shortText,
      embargo: optional(z.object({ until: shortText })),
    }),
  ),
  metadata: optional(
    z.object({
      title: text,
      description: text,
      version: shortText,
      doi: shortText,
      license: optional(z.union([z.string().max(500), z.object({ id: shortText })])),
      rights: optional(z.array(z.object({ id: shortText })).max(100)),
      access_right: shortText,
      embargo_date: shortText,
    }),
  ),
  files: z.unknown().optional(),
});

const fileShape = z.object({
  key: fileName,
  filename: fileName,
  size: optional(z.int().nonnegative()),
  filesize: optional(z.int().nonnegative()),
  checksum: shortText,
  links: optional(z.object({ self: text, content: text })),
  access: optional(z.object({ hidden: optional(z.boolean()) })),
});

/** The JSON of a record, as far as it was understood; undefined where it is none. */
export function readRecord(value: unknown, repository: string): RepositoryRecord | undefined {
  const { data } = recordShape.safeParse(value);
  if (data === undefined) return undefined;
  const { id, metadata = {} } = data;
  const license = typeof metadata.license === 'object' ? metadata.license.id : metadata.license;
  const description = plainText(metadata.description ?? '');
  return {
    repository,
    id,
    pageUrl: `${repository}/records/${encodeURIComponent(id)}`,
    access: readAccess(data),
    files: readFiles(data.files, repository, id),
    ...defined({
      doi: data.doi ?? metadata.doi ?? data.pids?.doi?.identifier,
      version: metadata.version,
      title: plainText(metadata.title ?? '') || undefined,
      license: license ?? metadata.rights?.find((right) => right.id !== undefined)?.id,
      description: description || undefined,
    }),
  };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}

const closedStates = ['embargoed', 'restricted', 'closed', 'metadata-only'] as const;

function readAccess({ access, metadata, files }: z.infer<typeof recordShape>): RecordAccess {
  // The more precise ones first: files under embargo are also said to be restricted.
  const told = [metadata?.access_right, access?.status, access?.files];
  const state = told.flatMap((word) => closedStates.filter((candidate) => candidate === word))[0];
  const until = metadata?.embargo_date ?? access?.embargo?.until;
  if (state !== undefined) return state === 'embargoed' && until ? { state, until } : { state };
  const enabled = z.object({ enabled: z.boolean() }).safeParse(files).data?.enabled;
  return { state: enabled === false ? 'metadata-only' : 'open' };
}

/**
 * Files from a list, from an object by their names, or from an object that has either under `entries`. Hidden ones and
 * those without a name of sane length are left out.
 *
 * Limits: no more than one beyond `recordFilesMax`, so that whoever asks can tell that there are more.
 */
export function readFiles(value: unknown, repository: string, id: string): RecordFile[] {
  const listed = z.object({ entries: z.unknown().optional() }).safeParse(value).data?.entries ?? value;
  if (typeof listed !== 'object' || listed === null) return [];
  const files: RecordFile[] = [];
  for (const [name, entry] of Object.entries(listed).slice(0, limits.recordFilesMax + 1)) {
    const { data } = fileShape.safeParse(entry);
    if (data === undefined || data.access?.hidden === true) continue;
    const key = data.key ?? data.filename ?? (Array.isArray(listed) ? '' : name);
    if (key === '' || key.length > limits.recordFileNameLengthMax || /[\x00-\x1f\x7f]/.test(key)) continue;
    files.push({
      name: key,
      sizeBytes: data.size ?? data.filesize,
      checksum: data.checksum,
      url: linkOf(data.links, repository) ?? builtUrl(repository, id, key),
    });
  }
  return files;
}

/**
 * The link that gives the bytes of a file. For a while `self` of Zenodo led nowhere, or to the description of the
 * file: it is believed only where its form is one that gives the bytes.
 */
function linkOf(links: z.infer<typeof fileShape>['links'], repository: string): string | undefined {
  const content = links?.content;
  const self = links?.self;
  for (const link of [content, self]) {
    const url = link === undefined ? null : URL.parse(link, repository);
    if (!url || (link === self && !/\/content$|\/api\/files\//.test(url.pathname))) continue;
    // Behind some proxies repositories believe to be reached by http; then the built URL is better.
    if (url.origin === repository || url.protocol === 'https:') return url.href;
  }
  return undefined;
}

/** The URL by which pages link to a file. Slashes of its name stay. */
function builtUrl(repository: string, id: string, key: string): string {
  const path = key.split('/').map(encodeURIComponent).join('/');
  return `${repository}/records/${encodeURIComponent(id)}/files/${path}?download=1`;
}
