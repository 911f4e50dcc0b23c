import type { Finding, PieceFault, Reading } from '../format/format-reader.ts';

/**
 * What makes a piece, or one entry of it, unreadable. Thrown within readers only; a fault outside. No `Error`, for these
 * record where in the program they were thrown, which takes longer than reading what hostile files hold by the million.
 */
export class PieceProblem implements PieceFault {
  readonly line: number;
  readonly problem: string;

  /** @param problem a sentence without its subject */
  constructor(line: number, problem: string) {
    this.line = line;
    this.problem = problem;
  }
}

/** What reading the entries of a piece one by one gave; an entry that has a problem leaves the others standing. */
export function readEach<Part>(parts: Iterable<Part>, read: (part: Part) => Finding): Reading {
  const findings: Finding[] = [];
  const faults: PieceFault[] = [];
  for (const part of parts) {
    try {
      findings.push(read(part));
    } catch (fault) {
      if (!(fault instanceof PieceProblem)) throw fault;
      const { line, problem } = fault;
      faults.push({ line, problem });
    }
  }
  return { findings, faults };
}
