/**
 * The files of the databases in the home folder, and how they come and go: each step is a rename, which either happened
 * or did not, and what it leaves to be deleted is known by its name.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainFileError, removeLeftovers } from '../backend/index.ts';
import type { DatabaseFacts } from './store/stored-database.ts';

const asidePattern = /^\.removed-[0-9a-f]{16}$/;
const stagedPattern = /^[\w-]+\.([0-9a-f]{32})\.staged(?:\.json)?$/;
const filePattern = /^([\w-]+)\.sqlite$/;
const reportPattern = /^([\w-]+)\.report\.json$/;
/** The serial of the database. */
const downloadPattern = /^[\w-]+\.(\d+)$/;
/** What was fetched beside the folder of the database, under a lease. */
const besidePattern = /^[\w-]+\.\d+\.([0-9a-f]{32})$/;

export class StoredFiles {
  readonly databasesFolder: string;
  readonly downloadsFolder: string;
  /** One after the other, so that none is in the way of another. */
  #deleting: Promise<void> = Promise.resolve();

  /** Errors: `DatabaseFileError` where the folders cannot be made. */
  constructor(home: string) {
    this.databasesFolder = join(home, 'databases');
    this.downloadsFolder = join(home, 'downloads');
    for (const folder of [this.databasesFolder, this.downloadsFolder]) {
      try {
        mkdirSync(folder, { recursive: true });
      } catch (error) {
        throw explainFileError(error, folder);
      }
    }
  }

  pathOf(id: string): string {
    return join(this.databasesFolder, `${id}.sqlite`);
  }

  stagedPath(id: string, lease: string): string {
    return join(this.databasesFolder, `${id}.${lease}.staged`);
  }

  stagedReportPath(id: string, lease: string): string {
    return `${this.stagedPath(id, lease)}.json`;
  }

  reportPath(id: string): string {
    return join(this.databasesFolder, `${id}.report.json`);
  }

  /** What was fetched of its source so far. */
  downloadFolder({ id, serial }: Pick<DatabaseFacts, 'id' | 'serial'>): string {
    return join(this.downloadsFolder, `${id}.${serial}`);
  }

  /** The text of the issues report; undefined where there is none. */
  async readReport(id: string): Promise<string | undefined> {
    try {
      return await readFile(this.reportPath(id), 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Puts a finished file in its place, for good. */
  publish(id: string, lease: string): void {
    renameSync(this.stagedPath(id, lease), this.pathOf(id));
    const folder = openSync(this.databasesFolder, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }

  /** Puts the report of an ingestion in its place, if it left one. */
  publishReport(id: string, lease: string): void {
    try {
      renameSync(this.stagedReportPath(id, lease), this.reportPath(id));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Renames files or folders out of the way, those that are there; `deleteAside` frees their room. */
  setAside(...paths: string[]): SetAside {
    const moved: { readonly from: string; readonly to: string }[] = [];
    for (const from of paths) {
      const to = join(dirname(from), `.removed-${randomBytes(8).toString('hex')}`);
      try {
        renameSync(from, to);
        moved.push({ from, to });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
    return {
      count: moved.length,
      putBack: () => {
        for (const { from, to } of moved) renameSync(to, from);
      },
    };
  }

  /** Deletes what was set aside, by whichever process. */
  deleteAside(): Promise<void> {
    const turn = this.#deleting.then(() => this.#deleteAside());
    this.#deleting = turn.catch(() => {});
    return turn;
  }

  async #deleteAside(): Promise<void> {
    for (const folder of [this.databasesFolder, this.downloadsFolder]) {
      for (const { path } of matching(folder, asidePattern)) {
        try {
          await rm(path, { recursive: true, force: true });
        } catch (error) {
          // Another process may be deleting the same.
          if (existsSync(path) && !isMissing(error)) throw error;
        }
      }
    }
  }

  /** Removes what builds of processes that are gone left. */
  removeBuilds(): void {
    removeLeftovers(this.databasesFolder);
  }

  /** What is there: whether it is needed, only the registry knows. */
  survey(): FileSurvey {
    return {
      databases: matching(this.databasesFolder, filePattern),
      reports: matching(this.databasesFolder, reportPattern),
      downloads: matching(this.downloadsFolder, downloadPattern),
      staged: [
        ...matching(this.databasesFolder, stagedPattern),
        ...matching(this.downloadsFolder, besidePattern),
      ],
    };
  }
}

export interface SetAside {
  /** How many were there. */
  readonly count: number;
  putBack(): void;
}

/** A path, and whose its name says it is: the id of a database, its serial for downloads, or a lease. */
export interface FoundFile {
  readonly path: string;
  readonly owner: string;
}

export type FileSurvey = Readonly<
  Record<'databases' | 'reports' | 'downloads' | 'staged', readonly FoundFile[]>
>;

/** The owner is what the pattern's group finds in a name, or the whole name. */
function matching(folder: string, pattern: RegExp): FoundFile[] {
  return readdirSync(folder).flatMap((name) => {
    const match = pattern.exec(name);
    return match === null ? [] : [{ path: join(folder, name), owner: match[1] ?? name }];
  });
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
