/** What a page asks its reader to do, in its order. */
export interface PageStep {
  /** The command, over all of its lines. */
  readonly command: string;
  /** What the page says comes of it; undefined where it does not. */
  readonly shown: string | undefined;
}

/** A file that the reader is asked to write. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
}

/** Commands are indented by four spaces; what follows between fences is the answer to the last of them. */
export function stepsOf(page: string): readonly PageStep[] {
  const steps: PageStep[] = [];
  const blocks = page.matchAll(/^```[\s\S]*?^```|((?:^ {4}.*\n)+)(?:\n```\w*\n([\s\S]*?)```)?/gm);
  for (const [, block, shown] of blocks) {
    if (block === undefined) continue; // between fences that belong to no command
    const commands = commandsIn(block.replace(/^ {4}/gm, '').trimEnd().split('\n'));
    steps.push(
      ...commands.map((command, at) => ({ command, shown: at === commands.length - 1 ? shown : undefined })),
    );
  }
  return steps;
}

/** A command goes on to the next line while a quote is open. */
function commandsIn(lines: readonly string[]): string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of lines) {
    open += line;
    if (open.split("'").length % 2 === 0) open += '\n';
    else {
      commands.push(open);
      open = '';
    }
  }
  return commands;
}

/** A file is named in backticks before its text. */
export function filesOf(page: string): readonly PageFile[] {
  const files = page.matchAll(/`([^`\n]+)`:\n\n```\w*\n([\s\S]*?)```/g);
  return Array.from(files, ([, path, text]) => ({ path: path!, text: text! }));
}
