import { limits } from '../../../base/index.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import type { TreeFault } from '../../source/tree/file-tree.ts';
import { endingsOf } from '../name/endings.ts';

type FileIssue = Extract<SourceRecord, { readonly kind: 'file-issue' }>;

/** What a walk over files has to tell: at once of what is amiss, at its end of what was left out, by kind. */
export class FileNotes {
  #untold: FileIssue[] = [];
  /** Refused files beyond those that are told of one by one. */
  #refused = 0;
  readonly #passedOver = new Map<string, { readonly example: string; count: number }>();
  #frames: { readonly example: string; count: number } | undefined;

  readonly refuse = ({ path, problem }: TreeFault): void => {
    const issue: FileIssue = { kind: 'file-issue', code: 'file-refused', file: path, problem };
    if (this.#untold.length < limits.toldNamesMax) this.#untold.push(issue);
    else this.#refused += 1;
  };

  damage(path: string, problem: string): void {
    this.#untold.push({ kind: 'file-issue', code: 'file-unreadable', file: path, problem });
  }

  readonly miss = (complaint: string): void => {
    this.#untold.push({ kind: 'file-issue', code: 'dataset-doubtful', file: undefined, problem: complaint });
  };

  /** A file that gives no entries. */
  passOver(path: string, format: FileFormat | undefined): void {
    const kind =
      format ??
      endingsOf(path.slice(path.lastIndexOf('/') + 1))
        .join('')
        .toLowerCase();
    const known = this.#passedOver.get(kind);
    if (known !== undefined) known.count += 1;
    else if (this.#passedOver.size < limits.toldNamesMax)
      this.#passedOver.set(kind, { example: path, count: 1 });
  }

  skipFrame(path: string): void {
    this.#frames ??= { example: path, count: 0 };
    this.#frames.count += 1;
  }

  /** What is to be told since the last call. */
  take(): FileIssue[] {
    const told = this.#untold;
    this.#untold = [];
    return told;
  }

  /** What is to be told of all files together. */
  finish(): FileIssue[] {
    const passedOver = [...this.#passedOver].map(
      ([kind, { example, count }]): FileIssue => ({
        kind: 'file-issue',
        code: 'file-skipped',
        file: example,
        problem: `is a ${kind === '' ? 'file without an ending' : `file of the kind ${kind}`}, which gives no entries`,
        count,
      }),
    );
    return [...passedOver, ...this.#finishRefused(), ...this.#finishFrames()];
  }

  #finishRefused(): FileIssue[] {
    if (this.#refused === 0) return [];
    const problem = 'more files that must not be read';
    return [{ kind: 'file-issue', code: 'file-refused', file: undefined, problem, count: this.#refused }];
  }

  #finishFrames(): FileIssue[] {
    if (this.#frames === undefined) return [];
    const { example, count } = this.#frames;
    const problem = 'holds several frames, of which the last is read; "frames: all" reads the others too';
    return [{ kind: 'file-issue', code: 'frames-skipped', file: example, problem, count }];
  }
}
