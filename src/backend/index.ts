export type * from './database-writer.ts';
