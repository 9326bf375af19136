import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ProgramModules } from '../../src/profiler/sampling/program-modules.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DIST = join(ROOT, 'dist/');
const built = new ProgramModules(pathToFileURL(DIST).href);

/** What esbuild says of the lines below; written by it and not by the table that is tested. */
const MODULE_COMMENT = /^\/\/ src\/(.+)\.[jt]sx?$/;

/** Of every module in the files that the build wrote: the line of its first code, and its path. */
function modulesByComment(): { file: string; line: number; module: string }[] {
  const found: { file: string; line: number; module: string }[] = [];
  for (const file of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    for (const [index, line] of readFileSync(join(DIST, file), 'utf8').split('\n').entries()) {
      const [, module] = MODULE_COMMENT.exec(line) ?? [];
      if (module !== undefined) found.push({ file, line: index + 2, module });
    }
  }
  return found;
}

test('lines of the built program are of the modules that they came from', () => {
  const modules = modulesByComment();
  const wrong = modules.filter(
    ({ file, line, module }) => built.pathOf(pathToFileURL(join(DIST, file)).href, line) !== module,
  );
  expect(wrong).toEqual([]);
  // Those that phases are told by are there, so that the above says something.
  const paths = modules.map(({ module }) => module);
  expect(paths).toEqual(
    expect.arrayContaining(['replay/input/decode-events', 'engine/engine', 'engine/batch/column-store']),
  );
});

test('what the built program includes of others goes along with their licences', () => {
  const sources = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.map'))
    .flatMap((file) => (JSON.parse(readFileSync(join(DIST, file), 'utf8')) as { sources: string[] }).sources);
  const packages = new Set(
    sources.map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1]),
  );
  packages.delete(undefined);
  const licenses = readFileSync(join(DIST, 'third-party-licenses.txt'), 'utf8');
  const missing = [...packages].filter((name) => !licenses.includes(`\n${name} `));
  expect([...packages]).toEqual(expect.arrayContaining(['zod', 'yaml', '@json2csv/node']));
  expect(missing).toEqual([]);
});

test('samples of the built program are put down to phases', async () => {
  const file = join(workFolder(), 'run.json');
  const events = join(ROOT, 'fixtures/events/intrusion.ndjson');
  const args = ['replay', events, '--no-top', '--quiet', '--no-serve', '--sample-interval', '100us'];
  expect(await runProgram([...args, '--dump', file])).toMatchObject({ code: 0 });
  const { sampling } = JSON.parse(readFileSync(file, 'utf8')) as {
    sampling: { other_samples: Record<string, number> };
  };
  const { decode = 0, unattributed = 0 } = sampling.other_samples;
  expect(decode).toBeGreaterThan(0);
  expect(decode).toBeGreaterThan(unattributed);
});
