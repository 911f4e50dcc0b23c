import { createHash } from 'node:crypto';
import type { FakeRecord } from './fake-repository.ts';

interface FakeFile {
  readonly key: string;
  readonly path: string;
  readonly size: number;
  readonly md5: string;
}

function filesOf(record: FakeRecord): FakeFile[] {
  return Object.entries(record.files).map(([key, bytes]) => ({
    key,
    path: key.split('/').map(encodeURIComponent).join('/'),
    size: Buffer.byteLength(bytes),
    md5: createHash('md5').update(bytes).digest('hex'),
  }));
}

/** The answer to `/api/records/N`. */
export function recordDocument(record: FakeRecord, origin: string): object {
  return record.shape.startsWith('legacy') ? legacyDocument(record, origin) : invenioDocument(record, origin);
}

function legacyDocument(record: FakeRecord, origin: string): object {
  const { id, doi, title = 'Made-up crystals', description, version, license = 'cc-by-4.0', access } = record;
  return {
    // A number at Zenodo itself; hosts that stand in for it have ids of InvenioRDM.
    id: /^\d+$/.test(id) ? Number(id) : id,
    conceptrecid: record.conceptId ?? String(Number(id) - 1),
    created: '2024-03-01T10:00:00.000000+00:00',
    ...(doi === undefined ? {} : { doi }),
    metadata: {
      title,
      description,
      version,
      creators: [{ name: 'Nobody, Nadia', affiliation: null }],
      access_right: access ?? 'open',
      ...(access === 'embargoed' ? { embargo_date: '2099-01-01' } : {}),
      license: { id: license },
      relations: { version: [{ index: 0, is_last: record.newestId === undefined }] },
    },
    links: { self: `${origin}/api/records/${id}`, self_html: `${origin}/records/${id}` },
    files: filesOf(record).map((file) => legacyFile(record, file, record.filesAt ?? origin)),
  };
}

function legacyFile({ id, shape }: FakeRecord, { key, path, size, md5 }: FakeFile, origin: string): object {
  switch (shape) {
    case 'legacy-2023':
      return {
        id: 'b1e2',
        filename: key,
        filesize: size,
        checksum: md5,
        links: { self: `${origin}/api/records/${id}/files/b1e2`, download: `${origin}/api/files/nowhere` },
      };
    case 'legacy-bucket':
      return {
        bucket: `bucket-${id}`,
        key,
        size,
        type: 'jsonl',
        checksum: `md5:${md5}`,
        links: { self: `${origin}/api/files/bucket-${id}/${path}` },
      };
    default:
      return {
        id: 'b1e2',
        key,
        size,
        checksum: `md5:${md5}`,
        links: { self: `${origin}/api/records/${id}/files/${path}/content` },
      };
  }
}

function invenioDocument(record: FakeRecord, origin: string): object {
  const { id, doi, title = 'Made-up crystals', description, version, license = 'cc-by-4.0', access } = record;
  const files = filesOf(record);
  const isPublic = access === undefined || access === 'open' || access === 'metadata-only';
  return {
    id,
    parent: { id: record.conceptId ?? 'zzzzz-00000' },
    pids: doi === undefined ? {} : { doi: { identifier: doi, provider: 'external' } },
    versions: { index: 1, is_latest: record.newestId === undefined },
    access: {
      record: 'public',
      files: isPublic ? 'public' : 'restricted',
      status: access ?? 'open',
      embargo:
        access === 'embargoed'
          ? { active: true, until: '2099-01-01', reason: null }
          : { active: false, reason: null },
    },
    metadata: { title, description, version, rights: [{ id: license, title: { en: license } }] },
    links: { self: `${origin}/api/records/${id}`, files: `${origin}/api/records/${id}/files` },
    files: {
      enabled: access !== 'metadata-only',
      count: files.length,
      order: [],
      entries:
        record.shape === 'invenio-files-apart'
          ? {}
          : Object.fromEntries(files.map((file) => [file.key, invenioFile(record, file, origin)])),
    },
  };
}

function invenioFile({ id }: FakeRecord, { key, path, size, md5 }: FakeFile, origin: string): object {
  const self = `${origin}/api/records/${id}/files/${path}`;
  return {
    id: 'c3f4',
    key,
    size,
    checksum: `md5:${md5}`,
    mimetype: 'application/octet-stream',
    access: { hidden: false },
    links: { self, content: `${self}/content` },
  };
}

/** The answer to `/api/records/N/files`. */
export function filesDocument(record: FakeRecord, origin: string): object {
  const base = record.shape === 'invenio-files-apart' ? '' : origin;
  return {
    enabled: record.access !== 'metadata-only',
    links: { self: `${origin}/api/records/${record.id}/files` },
    entries: filesOf(record).map((file) => invenioFile(record, file, base)),
    default_preview: null,
    order: [],
  };
}
