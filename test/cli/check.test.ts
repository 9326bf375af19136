import { expect, test } from 'vitest';
import { type CheckOptions, runCheck } from '../../src/cli/check.ts';
import { LUA, WASM } from '../engine/pack/predicates/predicate-texts.ts';
import { ruleFolder, tomlRule } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

async function check(paths: readonly string[], options: CheckOptions = {}) {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const code = await runCheck(paths, options, { stdout, stderr, color: false });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const GOOD = { 'a.toml': tomlRule('a'), 'package.json': '{"name":"x"}' };
const BAD = { ...GOOD, 'b.eql': 'process where' };
const WARNED = { 'a.json': '{"id":"a","severity":"severe","eql":"any where true"}' };

test('a good pack: a summary on stdout and exit code 0', async () => {
  const { code, stdout, stderr } = await check([ruleFolder(GOOD)]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^1 rule from 2 files\n.*EQL 1\n.*medium 1\n1 rule or file skipped\n {2}1: not a rule\n/,
  );
  expect(stderr).toBe('');
});

test('the summary counts rules of every kind', async () => {
  const sequence = 'sequence by host.id with maxspan=1m [process where true] [file where true]';
  const folder = ruleFolder({ ...GOOD, 'b.eql': sequence, 'c.lua': LUA, 'd.lua': LUA, 'e.wasm': WASM });
  const { code, stdout } = await check([folder]);
  expect(code).toBe(0);
  expect(stdout).toContain('EQL 1, Sequence 1, Lua 2, Wasm 1\n');
});

test('a fault in a script: the line it is on, marked from its first letter to its end', async () => {
  const folder = ruleFolder({ 'a.lua': `${LUA}  local x = = 1\n` });
  const { code, stdout } = await check([folder]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${folder}/a.lua:2:3: error: `);
  expect(stdout).toMatch(/local x = = 1\n[ |]*\^{13}\n/);
});

test('an error in a rule: shown with its place, exit code 1', async () => {
  const folder = ruleFolder(BAD);
  const { code, stdout } = await check([folder]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${folder}/b.eql:1:`);
  expect(stdout).toContain('1 error, 0 warnings');
});

test('a warning does not fail the check', async () => {
  const { code, stdout } = await check([ruleFolder(WARNED)]);
  expect(code).toBe(0);
  expect(stdout).toContain('warning: unknown "severity" "severe"');
});

test('--quiet prints errors only', async () => {
  expect((await check([ruleFolder(GOOD)], { quiet: true })).stdout).toBe('');
  expect((await check([ruleFolder(WARNED)], { quiet: true })).stdout).toBe('');
  const { stdout } = await check([ruleFolder(BAD)], { quiet: true });
  expect(stdout).toContain('b.eql:1:');
  expect(stdout).not.toContain('sha256');
});

test('--verbose lists what was skipped', async () => {
  const folder = ruleFolder({ ...GOOD, 'off.json': '{"id":"off","enabled":false,"eql":"any where true"}' });
  const { stdout } = await check([folder], { verbose: true });
  expect(stdout).toContain(`${folder}/package.json: skipped: not a rule\n`);
  expect(stdout).toContain(`${folder}/off.json: skipped: off: the rule is disabled\n`);
});

test('--json prints one document', async () => {
  const { code, stdout } = await check([ruleFolder(BAD)], { json: true });
  expect(code).toBe(1);
  const document = JSON.parse(stdout);
  expect(document.rules).toMatchObject([{ rule_id: 'a', type: 'EQL' }]);
  expect(document.diagnostics).toMatchObject([{ severity: 'error', code: 'eql-syntax' }]);
});

test('wrong usage is exit code 2', async () => {
  const none = await check([]);
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toContain('at least one');
  expect((await check(['x'], { quiet: true, verbose: true })).code).toBe(2);
  const missing = await check([`${ruleFolder({})}/gone`]);
  expect(missing.code).toBe(2);
  expect(missing.stdout).toContain('no such file or folder');
});

test('an empty folder is exit code 1', async () => {
  expect((await check([ruleFolder({})])).code).toBe(1);
});
