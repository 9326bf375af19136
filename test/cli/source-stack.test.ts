import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { sourceStack } from '../../src/cli/source-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-stack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'dist'));
const built = pathToFileURL(join(folder, 'dist/chunk.js')).href;

/** Line 2 of the file is line 7 of the source, from its third column on. */
const map = { version: 3, sources: ['../src/engine/engine.ts'], names: [], mappings: ';AAME' };
writeFileSync(join(folder, 'dist/chunk.js.map'), JSON.stringify(map));
writeFileSync(join(folder, 'dist/broken.js.map'), '{');

it('names the sources of what was built', () => {
  const source = pathToFileURL(join(folder, 'src/engine/engine.ts')).href;
  expect(sourceStack(`Error: no\n    at run (${built}:2:1)\n    at ${built}:2:5`)).toBe(
    `Error: no\n    at run (${source}:7:3)\n    at ${source}:7:7`,
  );
});

it('leaves everything else as it is', () => {
  const broken = built.replace('chunk', 'broken');
  const unmapped = built.replace('chunk', 'other');
  const stack = `Error: no\n    at ${unmapped}:2:1\n    at ${broken}:2:1\n    at node:fs:3:4\n    at ${built}:1:1`;
  expect(sourceStack(stack)).toBe(stack);
});
