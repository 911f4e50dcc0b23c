import type { Finding, Reading } from '../format/format-reader.ts';

/** What makes a piece, or one entry of it, unreadable. Thrown within readers only; a fault outside. */
export class PieceProblem extends Error {
  /** 1-based, of the file. */
  readonly line: number;

  /** @param problem a sentence without its subject */
  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

/** What reading the entries of a piece one by one gave; an entry that has a problem leaves the others standing. */
export function readEach<Part>(parts: Iterable<Part>, read: (part: Part) => Finding): Reading {
  const findings: Finding[] = [];
  const faults: { line: number; problem: string }[] = [];
  for (const part of parts) {
    try {
      findings.push(read(part));
    } catch (error) {
      if (!(error instanceof PieceProblem)) throw error;
      faults.push({ line: error.line, problem: error.message });
    }
  }
  return { findings, faults };
}
