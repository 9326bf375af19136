import { expect, test } from 'vitest';
import { loadRules } from '../../src/cli/load-rules.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

async function load(files: Readonly<Record<string, string>>, quiet = false, memoryLimitBytes = 2 ** 26) {
  const folder = ruleFolder({ ...files });
  const stderr = new TextSink();
  const io = { stdout: new TextSink(), stderr, cwd: folder, env: {}, now: () => new Date(0) };
  return {
    folder,
    rules: await loadRules([folder], { quiet, limits: { memoryLimitBytes } }, io),
    stderr: stderr.text,
  };
}

const GOOD = { 'a.eql': 'any where true' };

test('rejected files are counted, and the first five named', async () => {
  const broken = Object.fromEntries(['b', 'c', 'd', 'e', 'f', 'g'].map((id) => [`${id}.eql`, 'any where']));
  const { folder, rules } = await load({ ...GOOD, ...broken });
  const places = ['b', 'c', 'd', 'e', 'f'].map((id) => `${folder}/${id}.eql`);
  expect(rules.warnings).toEqual([{ code: 'rule-files-rejected', count: 6, places }]);
  expect(rules.pack.rules.map((rule) => rule.id)).toEqual(['a']);
});

test('--quiet prints errors only', async () => {
  const odd = { 'w.json': '{"id":"w","severity":"severe","eql":"any where true"}' };
  expect((await load({ ...GOOD, ...odd })).stderr).toContain('warning:');
  expect((await load({ ...GOOD, ...odd }, true)).stderr).toBe('');
  expect((await load({ 'b.eql': 'any where' }, true)).stderr).toContain('error:');
});

test('the memory limit decides which Wasm rules load', async () => {
  const eighteenPages =
    '(module (memory 18) (func (export "pred_eval") (param i32) (result i32) i32.const 0))';
  const bytes = 18 * 65_536;
  expect((await load({ 'w.wat': eighteenPages }, true, bytes)).rules.pack.rules).toHaveLength(1);
  const tooLarge = await load({ 'w.wat': eighteenPages }, true, bytes - 1);
  expect(tooLarge.rules.pack.rules).toEqual([]);
  expect(tooLarge.stderr).toContain('memory');
});
