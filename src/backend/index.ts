export type * from './database-writer.ts';
export { MemoryBackend } from './memory/memory-backend.ts';
export { MemoryWriter } from './memory/memory-writer.ts';
