import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProgram } from './support/run-program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${ROOT}docs/ci.md`, 'utf8');

/** The runs that the page shows: exit code, budget, and what is seen. */
const SHOWN = [...page.matchAll(/exit code (\d+)[^:]*:\n\n {4}--assert '([^']+)'\n\n```\n(.*?)```/gs)].map(
  ([, code, budget, text]) => ({ code: Number(code), budget: budget!, text: text! }),
);

test('the page shows a run of each outcome', () => {
  expect(SHOWN.map(({ code }) => code)).toEqual([0, 99, 99, 2]);
});

test.concurrent.each(SHOWN)(
  '$budget ends with $code, as docs/ci.md shows',
  async ({ code, budget, text }) => {
    const args = ['replay', 'fixtures/events/intrusion.ndjson', '--rules', 'fixtures/rules', '--no-serve'];
    const run = await runProgram([...args, '--no-top', '--assert', budget], {
      cwd: ROOT,
      env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: ROOT },
    });
    expect(run.code).toBe(code);
    // Between the report and the annotations is the end of the fence, which is another one each time.
    const seen = code === 2 ? run.stderr : run.stdout.replace(/^::[-0-9a-f]{36}::\n/m, '');
    expect(seen.slice(-text.length)).toBe(text);
  },
);
