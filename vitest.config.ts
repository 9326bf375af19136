import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'scripts/generate-lua-bridge.mjs',
      'scripts/generate-parser.mjs',
      'scripts/generate-scanner.mjs',
    ],
    // The same results everywhere: no test may depend on where it runs.
    env: { TZ: 'UTC', LC_ALL: 'C', NO_COLOR: '1' },
    testTimeout: 30_000,
  },
});
