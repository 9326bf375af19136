import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveInputs } from '../../../src/replay/input/resolve-inputs.ts';
import { places } from './memory-stream.ts';

let folder: string;
const at = (path: string) => join(folder, path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kestrel-perf-inputs-'));
  await mkdir(at('logs/b'), { recursive: true });
  await mkdir(at('empty'));
  const files = [
    'logs/b/2.jsonl.gz',
    'logs/b/1.json',
    'logs/a.ndjson',
    'logs/README.md',
    'logs/Z.NDJSON.GZ',
    'x[1].txt',
    'logs/.hidden.json',
  ];
  await Promise.all(files.map((path) => writeFile(at(path), '12345')));
  await symlink(at('nowhere'), at('logs/broken.json'));
});
afterAll(() => rm(folder, { recursive: true }));

async function resolvedPaths(...args: string[]): Promise<(string | undefined)[]> {
  const { inputs, problems } = await resolveInputs(args);
  expect(problems).toEqual([]);
  return inputs.map(({ path }) => path);
}

describe('resolveInputs', () => {
  it('takes a file of any name, with its size', async () => {
    const { inputs } = await resolveInputs([at('logs/README.md')]);
    expect(inputs).toEqual([{ name: at('logs/README.md'), path: at('logs/README.md'), sizeBytes: 5 }]);
  });

  it('finds the event files below a folder, in order of path', async () => {
    const expected = [
      'logs/.hidden.json',
      'logs/Z.NDJSON.GZ',
      'logs/a.ndjson',
      'logs/b/1.json',
      'logs/b/2.jsonl.gz',
    ];
    const { inputs } = await resolveInputs([at('logs')]);
    expect(inputs.map(({ path }) => path)).toEqual(expected.map(at));
  });

  it('expands globs, in order of path', async () => {
    expect(await resolvedPaths(at('logs/**/{1,2}.json*'))).toEqual([
      at('logs/b/1.json'),
      at('logs/b/2.jsonl.gz'),
    ]);
  });

  it('takes an existing file by its name, even if that looks like a glob', async () => {
    expect(await resolvedPaths(at('x[1].txt'))).toEqual([at('x[1].txt')]);
  });

  it('keeps the order of the arguments, and a file named twice', async () => {
    const [first, second] = [at('logs/b/1.json'), at('logs/a.ndjson')];
    expect(await resolvedPaths(first, second, '-', first)).toEqual([first, second, undefined, first]);
  });

  it('takes stdin once', async () => {
    const { inputs, problems } = await resolveInputs(['-', '-']);
    expect(inputs).toEqual([{ name: 'stdin', path: undefined, sizeBytes: undefined }]);
    expect(places(problems)).toEqual(['stdin-twice@stdin']);
  });

  it.each([
    ['missing', 'nothing.ndjson'],
    ['missing', 'logs/*.nothing'],
    ['missing', 'logs/a.ndjson/below'],
    ['no-event-files', 'empty'],
  ])('reports %s for %s, and resolves the rest', async (code, path) => {
    const { inputs, problems } = await resolveInputs([at(path), at('logs/a.ndjson')]);
    expect(places(problems)).toEqual([`${code}@${at(path)}`]);
    expect(problems[0]).toMatchObject({ severity: 'lost', advice: expect.any(String) });
    expect(inputs.map((input) => input.path)).toEqual([at('logs/a.ndjson')]);
  });

  it('reports names that no file can have', async () => {
    const { problems } = await resolveInputs(['a\0b', 'x'.repeat(5000)]);
    expect(problems.map(({ code }) => code)).toEqual(['missing', 'missing']);
  });

  it('reports links that lead in a circle', async () => {
    await symlink(at('circle'), at('circle'));
    const { problems } = await resolveInputs([at('circle')]);
    expect(problems[0]).toMatchObject({ code: 'unreadable', message: expect.stringContaining('ELOOP') });
  });
});
