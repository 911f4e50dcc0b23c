export * from './standard/index.ts';
