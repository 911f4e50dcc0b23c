import { ConfigError } from '../config/index.ts';
import { CliError } from './cli-error.ts';
import { createProgram } from './program.ts';
import { StoppedError } from './stop-signals.ts';
import type { Terminal } from './terminal.ts';

const terminal: Terminal = { out: process.stdout, error: process.stderr };
const program = createProgram(terminal);

// A reader that went away (`respawn inspect x | head`) is no fault, but an end. A server goes on for its clients, and
// what it says is lost; the same where the disk of its log is full. A conversion cleans up first.
let goesOn = false;
program.hook('preAction', (_, command) => {
  goesOn = ['serve', 'convert'].includes(command.name());
});
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (goesOn) return;
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

try {
  // Wrong usage ends with 2, as for all our own checks; commander would say 1.
  for (const command of [program, ...program.commands]) {
    command.exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  }
  await program.parseAsync();
} catch (error) {
  if (error instanceof StoppedError) {
    process.stderr.write('Stopped. Nothing half-built was left behind.\n');
    process.exitCode = 130;
  } else if (error instanceof ConfigError || error instanceof CliError) {
    process.stderr.write(`respawn: ${error.message}\n`);
    process.exitCode = error instanceof CliError ? error.exitCode : 2;
  } else {
    process.stderr.write(`respawn failed unexpectedly. Please report this:\n${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
