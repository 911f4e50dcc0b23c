import { arch, cpus, platform, totalmem } from 'node:os';

/** What figures were measured on. */
export function machine(): string {
  const processors = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const processor = `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores`;
  return `${processor}, ${memory}, ${platform()} ${arch()}, Node.js ${process.versions.node}`;
}
