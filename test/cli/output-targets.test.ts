import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/exit-code.ts';
import { checkOutputTargets } from '../../src/cli/output-targets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-targets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the file that standard output was sent to is no output of its own, by whatever name', async () => {
  const log = join(folder, 'log');
  symlinkSync(log, join(folder, 'link'));
  const descriptor = openSync(log, 'w');
  try {
    const surroundings = { standardOutputs: [descriptor] };
    for (const target of [log, join(folder, 'link')]) {
      const checked = checkOutputTargets([target], [], surroundings);
      await expect(checked).rejects.toThrow(
        /is where standard output or standard error goes; write to standard output itself/,
      );
      await expect(checked).rejects.toBeInstanceOf(UsageError);
    }
    await checkOutputTargets([join(folder, 'other'), '-'], [], surroundings);
  } finally {
    closeSync(descriptor);
  }
});

test('standard output may be closed', async () => {
  const descriptor = openSync(join(folder, 'log'), 'w');
  closeSync(descriptor);
  await checkOutputTargets([join(folder, 'log')], [], { standardOutputs: [descriptor] });
});

test.skipIf(process.platform === 'win32')('two outputs are one where a link says so', async () => {
  writeFileSync(join(folder, 'run.json'), '{}');
  symlinkSync('run.json', join(folder, 'latest.json'));
  symlinkSync('.', join(folder, 'here'));
  const names = ['run.json', 'latest.json', 'here/run.json', 'new.json', 'here/new.json'];
  const [run, latest, here, fresh, freshHere] = names.map((name) => join(folder, name)) as [
    string,
    ...string[],
  ];
  for (const targets of [
    [run, latest!],
    [run, here!],
    [fresh!, freshHere!],
  ])
    await expect(checkOutputTargets(targets, [])).rejects.toThrow('would be written twice');
  await checkOutputTargets([run, fresh!, '/dev/null', '/dev/null'], []);
});
