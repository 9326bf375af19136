import { defineConfig } from 'vitest/config';

/** Tests of what touches nothing beyond its arguments: they share their modules, which halves the time they take. */
const PURE = [
  'test/{advice,budget,compare,conformance,docs,fixtures,report,rule-bench}',
  'test/bench-peers/{rules,run,translate}',
  'test/engine/{batch,eql,events,pack,sequence}',
].map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    globalSetup: [
      'scripts/generate-lua-bridge.mjs',
      'scripts/generate-parser.mjs',
      'scripts/generate-report-page.mjs',
      'scripts/generate-scanner.mjs',
      'test/runtime-folder.ts',
    ],
    // The same results everywhere: no test may depend on where it runs.
    env: { TZ: 'UTC', LC_ALL: 'C', NO_COLOR: '1' },
    testTimeout: 90_000,
    // A snapshot that is missing is a failure, not one more file: write it with -u, and look at it.
    update: 'none',
    // One processor is left free unless told: but tests of the program wait for other processes most of the time.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'isolated', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
