export type * from './evaluation.ts';
export type * from './graph-answer.ts';
export type * from './graph-world.ts';
export { databasePrefix } from './resource/entry-id.ts';
