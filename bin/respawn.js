#!/usr/bin/env node
// Starts the program on a Node.js that can run it. Nothing of the program is imported before the check,
// and the syntax here is what old versions understand.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const required = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const current = Number(process.versions.node.split('.')[0]);

/** The Node.js that `npm ci` brought into a checkout, if there is one. */
function installedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, 'node_modules', '.bin', name);
  return existsSync(path) ? path : undefined;
}

/**
 * Bounds the room for young objects, of which V8 takes three times 8 MiB then. On its own it takes three times 32, does
 * not give them back, and answers no faster. This can only be said when a process begins, so the process begins anew as
 * itself. Servers ingest in processes of their own, which are not bound.
 */
function limitYoungObjects() {
  const option = '--max-semi-space-size';
  const isSet = `${process.execArgv} ${process.env.NODE_OPTIONS}`.includes(option);
  const isPossible =
    process.execve !== undefined && process.platform !== 'win32' && process.send === undefined;
  if (isSet || !isPossible || process.argv[2] !== 'serve') return;
  process.execve(process.execPath, [
    process.execPath,
    `${option}=8`,
    ...process.execArgv,
    ...process.argv.slice(1),
  ]);
}

if (current >= required) {
  limitYoungObjects();
  // The processes that this one starts find the cache by the variable.
  const { directory } = module.enableCompileCache ? module.enableCompileCache() : {};
  if (directory && !process.env.NODE_COMPILE_CACHE) process.env.NODE_COMPILE_CACHE = directory;
  const source = join(root, 'src', 'cli', 'main.ts');
  const main = existsSync(source) ? source : join(root, 'dist', 'cli', 'main.js');
  await import(pathToFileURL(main).href);
} else {
  const node = process.env.RESPAWN_RELAUNCHED ? undefined : installedNode();
  if (node) {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, RESPAWN_RELAUNCHED: '1' },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => {
      if (signal) process.kill(process.pid, signal);
      else process.exit(code === null ? 1 : code);
    });
  } else {
    console.error(`respawn needs Node.js ${required} or later; this is ${process.version}.`);
    process.exitCode = 2;
  }
}
