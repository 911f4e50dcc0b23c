import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // Many tests wait for processes that they start: all cores are to have work.
    maxWorkers: '100%',
    reporters: ['default', './scripts/closing-line-reporter.ts'],
  },
});
