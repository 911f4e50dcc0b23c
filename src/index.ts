export * from './standard/checking.ts';
export * from './standard/index.ts';
