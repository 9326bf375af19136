import { expect, test } from 'vitest';
import { describeEngine } from '../../src/report/environment.ts';

test('says which program, Node and machine made the figures', () => {
  expect(describeEngine('1.2.3', 'fengari')).toMatchObject({
    name: 'kestrel-perf',
    version: '1.2.3',
    node: process.version.slice(1),
    platform: process.platform,
    arch: process.arch,
    lua_runtime: 'fengari',
  });
  expect(describeEngine('1.2.3', null).cpu_count).toBeGreaterThan(0);
});
