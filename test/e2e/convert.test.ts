import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { EVENTS_FILE } from '../fixtures/fixture-files.ts';
import { RECORDINGS } from './support/recordings.ts';
import { runProgram, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const RULES = {
  'rules/shell.eql': 'process where event.type == "start" and process.name : ("bash", "cmd.exe")',
  'rules/arguments.eql': 'process where process.args : "/c" or process.command_line : "*-c *"',
  'rules/child.eql': 'process where process.parent.name : "WINWORD.EXE"',
  'rules/connection.eql': 'network where destination.port == 443',
  'rules/file.eql': 'file where file.extension : "exe"',
  'rules/pid.eql': 'any where process.pid > 4000',
  'rules/numbered.eql': 'any where kestrel.ts_mono_ns == 9007199254740993',
};

async function alertsOf(folder: string, file: string): Promise<string> {
  const args = ['replay', file, '-q', '-r', 'rules', '--alerts', '-'];
  const { code, stdout, stderr } = await runProgram(args, { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

test.concurrent.each(RECORDINGS)(
  '$name: a converted recording raises the same alerts',
  async ({ name, lines }) => {
    const folder = workFolder({ ...RULES, 'original.ndjson': `${lines.join('\n')}\n` });
    const args = ['convert', 'original.ndjson', '-o', 'converted.ndjson', '--format', name, '-q'];
    expect(await runProgram(args, { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
    const original = await alertsOf(folder, 'original.ndjson');
    expect(original.split('\n').length).toBeGreaterThan(2);
    expect(await alertsOf(folder, 'converted.ndjson')).toBe(original);
  },
);

test.concurrent('what is ECS already stays as it is, and converting again changes nothing', async () => {
  const folder = workFolder();
  const once = await runProgram(['convert', EVENTS_FILE, '-o', 'once.ndjson'], { cwd: folder });
  expect(once).toEqual({ code: 0, stdout: '', stderr: '4,000 events converted\n' });
  const text = readFileSync(join(folder, 'once.ndjson'), 'utf8');
  expect(text === readFileSync(EVENTS_FILE, 'utf8')).toBe(true);
  const limited = await runProgram(['convert', '-', '--limit', '2'], { input: text });
  expect(limited.stdout).toBe(text.split(/(?<=\n)/, 2).join(''));
});

test.concurrent('a conversion that is killed leaves the earlier file as it was', async () => {
  const folder = workFolder({ 'out.ndjson': 'earlier\n' });
  const child = startProgram(['convert', '-', '-o', 'out.ndjson'], { cwd: folder });
  child.stdin.write(readFileSync(EVENTS_FILE));
  const unfinished = join(folder, `out.ndjson.${child.pid}.unfinished`);
  await vi.waitFor(() => expect(existsSync(unfinished)).toBe(true), { timeout: 20_000 });
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(readFileSync(join(folder, 'out.ndjson'), 'utf8')).toBe('earlier\n');
});

test.concurrent('a conversion that cannot be written leaves nothing', async () => {
  const folder = workFolder();
  const { code, stderr } = await runProgram(['convert', EVENTS_FILE, '-o', 'no/out.ndjson'], { cwd: folder });
  expect(code).not.toBe(0);
  expect(stderr).toContain('no/out.ndjson');
  expect(readdirSync(folder)).toEqual([]);
});
