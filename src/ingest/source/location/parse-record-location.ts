/**
 * The many ways to point to a record of a repository: pages old and new, the interface for programs, DOIs, badges and
 * short names. Whether there is such a record is not known here.
 */
import type { RecordLocation } from './location.ts';
import { malformed } from './malformed-location.ts';

const zenodo = 'https://zenodo.org';
const zenodoSandbox = 'https://sandbox.zenodo.org';
export const materialsCloud = 'https://archive.materialscloud.org';

const repositoryOfHost = new Map([
  ['zenodo.org', zenodo],
  ['www.zenodo.org', zenodo],
  ['sandbox.zenodo.org', zenodoSandbox],
  ['archive.materialscloud.org', materialsCloud],
]);
const doiHosts: readonly string[] = ['doi.org', 'www.doi.org', 'dx.doi.org'];

const zenodoId = /^0*([1-9]\d{0,14})$/;
/** Two groups of five signs, as InvenioRDM gives to all records. */
const invenioId = /^[0-9a-z]{5}-[0-9a-z]{5}$/i;
/** Of the Materials Cloud Archive before 2024: part of the DOI, or a running number. */
const yearId = /^\d{4}\.\d{1,5}(?:\/v\d{1,3})?$/i;
const runningId = /^\d{1,6}$/;

const supported =
  'DOIs of Zenodo (10.5281/zenodo.N) and of the Materials Cloud Archive (10.24435/materialscloud:…) are understood; ' +
  'of another repository give the URL of the data file, or that of the record where it runs on InvenioRDM';

interface Asked {
  readonly latest?: boolean;
  readonly file?: string;
}

function recordAt(repository: string, id: string, { latest = false, file }: Asked = {}): RecordLocation {
  return { kind: 'record', repository, record: { id }, latest, file };
}

function recordOfDoi(repository: string, doi: string): RecordLocation {
  return { kind: 'record', repository, record: { doi }, latest: false, file: undefined };
}

/** `zenodo:123`, `materialscloud:2023.81`. `text` is the whole, for messages. */
export function parseShortRecord(scheme: string, name: string, text: string): RecordLocation {
  if (scheme === 'materialscloud') return parseDoi(`10.24435/materialscloud:${name}`, text);
  const id = zenodoId.exec(name)?.[1];
  if (id === undefined) throw malformed(text, 'is no record of Zenodo; write zenodo: and a number');
  return recordAt(zenodo, id);
}

/**
 * A DOI without anything before it. Its letters are the same in either case.
 *
 * Errors: `SourceError` with the reason `malformed`, also for repositories that are not understood.
 */
export function parseDoi(written: string, text: string): RecordLocation {
  const doi = written.trim().toLowerCase().replace(/\/+$/, '');
  const [, prefix, suffix = ''] = /^(10\.\d{4,9})\/(\S+)$/.exec(doi) ?? [];
  if (prefix === undefined) throw malformed(text, 'is no DOI; these look like 10.5281/zenodo.123');
  const number = zenodoId.exec(/^zenodo\.(.*)$/.exec(suffix)?.[1] ?? '')?.[1];
  if (prefix === '10.5281' && number !== undefined) return recordAt(zenodo, number);
  if (prefix === '10.5072' && number !== undefined) return recordAt(zenodoSandbox, number);
  if (prefix === '10.24435' && /^materialscloud:[0-9a-z][0-9a-z._-]{0,49}(?:\/v\d{1,3})?$/.test(suffix)) {
    return recordOfDoi(materialsCloud, doi);
  }
  throw malformed(text, `is a DOI of a repository that is not understood; ${supported}`);
}

/**
 * The record that a URL leads to, or undefined where it is one of something else. Query and fragment say nothing of
 * which record it is.
 *
 * Errors: `SourceError` with the reason `malformed` for DOIs that are not understood and names that are badly escaped.
 */
export function parseRecordUrl(url: URL): RecordLocation | undefined {
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  const isDefaultPort = url.port === '';
  if (isDefaultPort && doiHosts.includes(url.hostname)) {
    return parseDoi(decodeSegments(path.replace(/^doi:/i, ''), url), url.href);
  }
  const known = isDefaultPort ? repositoryOfHost.get(url.hostname) : undefined;
  if (known !== undefined) {
    const doi = /^(?:badge\/)?doi\/(10\..*?)(?:\.svg)?$/i.exec(path)?.[1];
    if (doi !== undefined) return parseDoi(decodeSegments(doi, url), url.href);
  }
  const [, api, id = '', rest = ''] = /^(api\/)?records?\/([^/]+)(?:\/(.*))?$/i.exec(path) ?? [];
  if (known === materialsCloud) {
    const old = parseOldMaterialsCloud(id, rest, url);
    if (old !== undefined) return old;
  }
  const recordId = (known ?? '').includes('zenodo.org') ? zenodoId.exec(id)?.[1] : invenioId.exec(id)?.[0];
  const asked = parseAsked(api === undefined ? rest : rest.replace(/^(files\/.+)\/content$/, '$1'), url);
  if (recordId === undefined || asked === undefined) return undefined;
  return recordAt(known ?? url.origin, recordId.toLowerCase(), asked);
}

/** What of a record is asked for, by the path behind its id; undefined for what is neither the record nor a file. */
function parseAsked(path: string, url: URL): Asked | undefined {
  if (path === '' || path === 'files' || path === 'files-archive') return {};
  if (path === 'latest' || path === 'versions/latest') return { latest: true };
  const file = /^(?:files|preview)\/(.+)$/.exec(path)?.[1];
  return file === undefined ? undefined : { file: decodeSegments(file, url) };
}

/** `/record/2020.99`, `/record/2020.0026/v1`, `/record/327`, `/record/file?record_id=327&filename=…`. */
function parseOldMaterialsCloud(id: string, rest: string, url: URL): RecordLocation | undefined {
  const name = rest === '' ? id : `${id}/${rest}`;
  if (yearId.test(name)) return recordOfDoi(materialsCloud, `10.24435/materialscloud:${name.toLowerCase()}`);
  if (runningId.test(name)) return recordAt(materialsCloud, name);
  const [number, file] = [url.searchParams.get('record_id'), url.searchParams.get('filename')];
  if (name !== 'file' || number === null || !runningId.test(number)) return undefined;
  return recordAt(materialsCloud, number, file === null || file === '' ? {} : { file });
}

/** Percent escapes resolved; names of files may hold slashes. */
function decodeSegments(path: string, url: URL): string {
  let text: string;
  try {
    text = decodeURIComponent(path);
  } catch {
    throw malformed(url.href, 'has a broken percent escape');
  }
  if (/[\x00-\x1f\x7f]/.test(text)) throw malformed(url.href, 'holds a control character');
  return text;
}
