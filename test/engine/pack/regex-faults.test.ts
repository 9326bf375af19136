import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regex-faults-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function load(text: string) {
  const file = join(folder, 'rule.eql');
  await writeFile(file, text);
  return loadPack([file]);
}

describe('a bad regular expression', () => {
  it.each([
    ['process where a regex "x" and\n  b regex~ ("ok", "[z-a]")', 2, 19],
    ['process where not (a == 1 or string(c) regex "(")', 1, 46],
    ['sequence [any where a regex "*"] [any where true]', 1, 29],
    ['sequence [any where true] [any where true] until [any where a regex "x{2,1}"]', 1, 69],
  ])('%s: is a fault of its rule, shown where the pattern stands', async (text, line, column) => {
    const { rules, diagnostics } = await load(text);
    expect(rules).toEqual([]);
    expect(diagnostics).toMatchObject([{ severity: 'error', line, column }]);
    expect(diagnostics[0]!.message).toMatch(/^bad regular expression/);
  });

  it('is refused where it would compile to something huge', async () => {
    const { diagnostics } = await load('any where a regex "((((a{1000}){1000}){1000}){1000})b|c*d*"');
    expect(diagnostics[0]?.message).toMatch(/bad regular expression/);
  });
});
