export type * from './backend-contract.ts';
export type * from './entry-query.ts';
