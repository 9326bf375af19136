import { expect, test } from 'vitest';
import { RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

test.concurrent('the demo pack is without fault, and is what check takes by default', async () => {
  const asked = await runProgram(['check', RULES_FOLDER]);
  expect(asked).toMatchObject({ code: 0, stderr: '' });
  expect(asked.stdout).toMatch(/^36 rules from \d+ files\n/);
  expect(asked.stdout).toContain('\n0 errors, 0 warnings\n');
  expect(await runProgram(['check'], { cwd: workFolder() })).toEqual(asked);
});

test.concurrent('a broken rule: file, line, column, the line itself and a caret under the fault', async () => {
  const folder = workFolder({ 'rules/broken.eql': 'process where\n  process.name === "cmd.exe"\n' });
  const { code, stdout } = await runProgram(['check'], { cwd: folder });
  expect(code).toBe(1);
  const [head, source, caret] = stdout.split('\n');
  expect(head).toMatch(/^rules\/broken\.eql:2:\d+: error: /);
  expect(source).toBe('    process.name === "cmd.exe"');
  expect(caret).toMatch(/^ +\^+$/);
  const column = Number(/:2:(\d+):/.exec(head!)![1]);
  expect(caret!.indexOf('^')).toBe(2 + column - 1);
});
