export { DatabaseFileError } from '../backend/index.ts';
export type { DatabaseDirectory, DatabaseSummary, ServedDatabase } from './database-directory.ts';
export { databaseIdFrom } from './database-id.ts';
export type { SpawnRequest, SpawnResult } from './database-registry.ts';
export { DatabaseRegistry } from './database-registry.ts';
