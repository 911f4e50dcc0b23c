import type { FindingRemark } from '../format/format-reader.ts';

/** Labels that one remark shows. */
const labelsMax = 5;
const labelLengthMax = 20;

/** Collects what had to be decided about one structure. */
export class RemarkList {
  readonly remarks: FindingRemark[] = [];

  addAll(remarks: readonly FindingRemark[]): void {
    this.remarks.push(...remarks);
  }

  add(code: FindingRemark['code'], message: string, line?: number): void {
    this.remarks.push({ code, message, ...(line === undefined ? {} : { line }) });
  }

  /**
   * One remark on several atoms, whose labels stand at the end of the sentence; none where there are none.
   */
  addOn(atoms: readonly { readonly label: string; readonly line: number }[], sentence: string): void {
    if (atoms.length === 0) return;
    const shown = atoms.slice(0, labelsMax).map(({ label }) => label.slice(0, labelLengthMax));
    const more = atoms.length > labelsMax ? ` and ${atoms.length - labelsMax} more` : '';
    this.add('structure-doubtful', `${sentence}: ${shown.join(', ')}${more}.`, atoms[0]!.line);
  }
}
