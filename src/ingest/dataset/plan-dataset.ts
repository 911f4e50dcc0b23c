/**
 * Decides what of a tree of files is served. In order: what `optimade.yaml` says; what `respawn.yaml` says; what the names
 * say, by the folder scheme or as a dump of an API; what the files themselves are. Reads names, configurations and
 * beginnings of files.
 */
import { detectFileFormat } from '../reader/format/detect-file-format.ts';
import type { FileFormat } from '../reader/format/file-format.ts';
import { describeFormat } from '../reader/read-records.ts';
import { SourceError } from '../source/source-error.ts';
import type { FileTree, TreeFile } from '../source/tree/file-tree.ts';
import type { DatasetPlan, EntrySelection } from './dataset-plan.ts';
import { makerConfigNames, readMakerPlan } from './maker/read-maker-plan.ts';
import type { SchemeFinding } from './scheme/folder-scheme.ts';
import { archiveFolder } from './scheme/folder-scheme.ts';
import type { Sidecar } from './sidecar/read-sidecar.ts';
import { readSidecar } from './sidecar/read-sidecar.ts';
import { sidecarNames } from './sidecar/sidecar-names.ts';
import { oneFile, servedFormats } from './survey/format-words.ts';
import { countOthers, planContents } from './survey/plan-contents.ts';
import { readHead, surveyContents } from './survey/survey-contents.ts';
import type { TreeNames } from './survey/survey-names.ts';
import { surveyNames } from './survey/survey-names.ts';
import { treeWithout } from './survey/tree-without.ts';

export interface PlanOptions {
  /** As the user gave it, for messages. */
  readonly location: string;
  /** Whether bundles in a bundle are opened; undefined leaves it to `respawn.yaml`. */
  readonly nestedBundles?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Something to plan for: the tree and what is known of it. */
interface Subject {
  readonly tree: FileTree;
  readonly names: TreeNames;
  readonly options: PlanOptions;
  readonly sidecar: Sidecar | undefined;
}

/**
 * Plans what is served.
 *
 * Errors: `SourceError` where a configuration cannot be followed, where there is nothing that can be served, which tells
 * what there is, and where the tree is damaged.
 * Limits: as of `surveyNames`, `surveyContents`, `readMakerPlan` and `readSidecar`.
 */
export async function planDataset(tree: FileTree, options: PlanOptions): Promise<DatasetPlan> {
  const { signal, onProgress } = options;
  // Where the files have to be looked into, that is another walk.
  const names = await surveyNames(tree, { signal, onProgress: (fraction) => onProgress?.(fraction / 2) });
  const roots = names.topFolder === '' ? [''] : ['', names.topFolder];
  const sidecar = findConfig(names, roots, sidecarNames, options, (text, origin) => {
    const found = readSidecar(text, origin);
    return 'problem' in found ? found.problem : found.sidecar;
  });
  const maker = findConfig(names, roots, makerConfigNames, options, (text, origin) => {
    const found = readMakerPlan(text, origin);
    return 'problem' in found ? found.problem : found.plan;
  });
  const subject = { tree, names, options, sidecar: sidecar?.value };
  if (maker !== undefined) return withSidecar(atRoot(maker.value, maker.root), sidecar?.value);
  if (sidecar?.value.selections !== undefined) return planOfSidecar(sidecar.value, sidecar.root);
  return withSidecar(await planOfFiles(subject), sidecar?.value);
}

interface FoundConfig<Value> {
  readonly value: Value;
  /** Folder that its paths are relative to. */
  readonly root: string;
}

function findConfig<Value extends object>(
  { configs }: TreeNames,
  roots: readonly string[],
  configNames: readonly string[],
  { location }: PlanOptions,
  read: (text: string, origin: string) => Value | string,
): FoundConfig<Value> | undefined {
  for (const root of roots) {
    for (const name of configNames) {
      const text = configs.get(root + name);
      if (text === undefined) continue;
      const value = read(text, root + name);
      if (typeof value === 'string') throw new SourceError(location, `its ${root}${name}, ${value}`);
      return { value, root };
    }
  }
  return undefined;
}

function atRoot(plan: DatasetPlan, root: string): DatasetPlan {
  return root === '' ? plan : { ...plan, root };
}

/** What a `respawn.yaml` adds to a plan that it leaves to others. */
function withSidecar(plan: DatasetPlan, sidecar: Sidecar | undefined): DatasetPlan {
  if (sidecar === undefined) return plan;
  const {
    title,
    description,
    homepage,
    settings,
    attachments = plan.attachments,
    references,
    remarks,
  } = sidecar;
  const isIgnored = sidecar.selections !== undefined;
  const ignored = `${plan.origin} says what is served; the entries of respawn.yaml are not used`;
  return {
    ...plan,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(homepage === undefined ? {} : { homepage }),
    attachments,
    ...(references === undefined ? {} : { references }),
    settings: { ...plan.settings, ...settings },
    remarks: [...plan.remarks, ...remarks, ...(isIgnored ? [ignored] : [])],
  };
}

function planOfSidecar(sidecar: Sidecar, root: string): DatasetPlan {
  const { selections = [], ...rest } = sidecar;
  const types = [...new Set(selections.map(({ entryType }) => entryType))].join(', ');
  const plan: DatasetPlan = {
    origin: 'respawn.yaml',
    name: `${types}, described by respawn.yaml`,
    selections,
    attachments: [],
    settings: {},
    remarks: [],
  };
  return withSidecar(atRoot(plan, root), { ...rest, selections: undefined });
}

async function planOfFiles(subject: Subject): Promise<DatasetPlan> {
  const { tree, names } = subject;
  if (names.isAiida) return planOfArchive(tree);
  if (names.count === 1 && names.first !== undefined && !isArchive(names.first.path, archiveFolders(names))) {
    const plan = await planOfOneFile(names.first, subject);
    if (plan !== undefined) return plan;
  }
  const finding = names.scheme.finding();
  if (finding !== undefined) return planOfScheme(finding, '', tree);
  const below = names.topFolder === '' ? undefined : names.schemeBelow.finding();
  if (below !== undefined) return planOfScheme(below, names.topFolder, tree);
  return planOfContents(subject);
}

function selectionOf(entryType: string, rest: Partial<EntrySelection>): EntrySelection {
  return { entryType, files: [], tables: [], properties: [], undeclared: 'served', ...rest };
}

function planOf(plan: Pick<DatasetPlan, 'name' | 'selections'> & Partial<DatasetPlan>): DatasetPlan {
  return { origin: 'the files themselves', attachments: [], settings: {}, remarks: [], ...plan };
}

function planOfArchive(tree: FileTree): DatasetPlan {
  return planOf({
    name: `an AiiDA archive, ${tree.kind}`,
    selections: [selectionOf('structures', { aiida: { file: '' } })],
  });
}

/** Undefined where the file is a bundle, or in one and nothing that is known. Errors: `SourceError` that tells what the file is where it cannot be served. */
async function planOfOneFile(file: TreeFile, { tree, options }: Subject): Promise<DatasetPlan | undefined> {
  const { bytes, isWhole, isBundle } = await readHead(file);
  if (isBundle) return undefined;
  const format = detectFileFormat(file.path, bytes, isWhole);
  // Of a folder or a bundle it is told what there is, which one file is for itself.
  if (format === undefined && !mayBeJson(bytes) && tree.kind !== 'a file') return undefined;
  if (format === undefined || format === 'optimade' || (format === 'table' && mayBeJson(bytes))) {
    // Says what is wrong with what is no JSON, too.
    const { name } = await describeFormat({ location: options.location, read: () => file.read() });
    return planOf({
      name,
      selections: [selectionOf('', { files: [{ file: file.path, format: 'optimade' }] })],
    });
  }
  if (format === 'table') {
    const advice = 'put it beside the structures that it has properties of, in a folder or a zip archive';
    throw new SourceError(options.location, `is a table of properties without structures; ${advice}`);
  }
  const entryType = format === 'bibtex' || format === 'csl' ? 'references' : 'structures';
  return planOf({
    name: nameOfOne(format, tree),
    selections: [selectionOf(entryType, { files: [{ file: file.path, format }] })],
  });
}

/** As what is blank may, too, so that the reader of JSON says what is wrong with it. */
function mayBeJson(bytes: Buffer): boolean {
  return /^[\s\uFEFF]*(?:[[{]|$)/.test(bytes.toString('utf8', 0, 1024));
}

/** A file that is alone in a bundle is shown with it. */
function nameOfOne(format: FileFormat, { kind }: FileTree): string {
  return isBundleKind(kind) ? `${oneFile(format)} in ${kind}` : oneFile(format);
}

function isBundleKind(kind: string): boolean {
  return /archive/.test(kind);
}

function planOfScheme(finding: SchemeFinding, root: string, tree: FileTree): DatasetPlan {
  const { name, ...rest } = finding;
  return atRoot(planOf({ ...rest, name: `${name}, ${tree.kind}` }), root);
}

/** Folders that hold nothing but archives, at the top or in the folder there. */
function archiveFolders({ scheme, schemeBelow, topFolder }: TreeNames): string[] {
  if (scheme.hasArchives) return [archiveFolder];
  return topFolder !== '' && schemeBelow.hasArchives ? [topFolder + archiveFolder] : [];
}

function isArchive(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder));
}

/** Of files that nobody described. What lies below `archive/` is of the folder scheme, whatever the others are. */
async function planOfContents({ tree, names, options, sidecar }: Subject): Promise<DatasetPlan> {
  const nested = options.nestedBundles ?? sidecar?.settings.nestedBundles ?? false;
  const archives = archiveFolders(names);
  const rest = treeWithout(tree, (path) => isArchive(path, archives));
  const survey = await surveyContents(rest, {
    signal: options.signal,
    onProgress: (fraction) => options.onProgress?.((1 + fraction) / 2),
    opensBundles: nested || !isBundleKind(tree.kind),
  });
  const { selections, counted, remarks } = planContents(survey);
  const besides = countOthers(survey.groups);
  const attachments = archives.map((folder) => ({ collection: 'archive', folder }) as const);
  if (selections.length > 0) {
    const withArchives = attachments.length > 0 ? ' with archives' : '';
    const name = `${counted} in ${tree.kind}${withArchives}${besides === '' ? '' : ` (not read: ${besides})`}`;
    return planOf({ name, selections, attachments, remarks });
  }
  if (attachments.length + names.scheme.attachments.length > 0) {
    const kept = attachments.length > 0 ? attachments : names.scheme.attachments;
    const what = attachments.length > 0 ? 'archives' : 'archives and files';
    const name = `${what} without entries, ${tree.kind}`;
    return planOf({ origin: 'the folder scheme', name, selections, attachments: kept, remarks });
  }
  const others = [counted, besides].filter((part) => part !== '').join(', ');
  const found = others === '' ? '' : `, only ${others}`;
  const hints = remarks.map((remark) => ` ${remark[0]!.toUpperCase()}${remark.slice(1)}.`).join('');
  const problem = `holds nothing that can be served${found}.${hints} Served are ${servedFormats}`;
  throw new SourceError(options.location, problem);
}
