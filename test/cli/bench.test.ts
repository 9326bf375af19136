import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { benchSchema } from '../../src/rule-bench/bench-file.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

const EVENTS = Array.from({ length: 20 }, (_, at) =>
  JSON.stringify({
    '@timestamp': '2024-05-01T10:00:00Z',
    event: { category: ['process'] },
    process: { pid: at + 1 },
  }),
).join('\n');

const FILES = {
  'e.ndjson': EVENTS,
  'none.ndjson': '\n',
  'pack/low.eql': 'process where process.pid <= 5',
  'pack/never.eql': 'process where process.pid > 100',
  'pack/other.eql': 'file where true',
};
const THROWS = { 'pack/throws.lua': 'function pred_eval(event)\n  error("no")\nend\n' };
const QUICK = ['--time-ms', '1', '--rounds', '2', '-r', '@pack'];

async function run(args: readonly string[], files: Record<string, string> = FILES) {
  const folder = ruleFolder(files);
  const stdout = new TextSink();
  const stderr = new TextSink();
  const io = { stdout, stderr, cwd: folder, env: {}, now: () => new Date(0) };
  const paths = args.map((arg) => arg.replace('@', `${folder}/`));
  const code = await main(['bench', ...paths], io);
  return { code, stdout: stdout.text, stderr: stderr.text, folder };
}

test.each([
  [[], "missing required argument 'events'"],
  [['@e.ndjson', '-r', '@pack', '--rule', 'low', '--rule', 'x*'], 'no rule has the id or name x*'],
  [['@e.ndjson', '-r', '@pack', '--filter', 'wasm'], 'none of these rules is of kind wasm'],
  [['@e.ndjson', '-r', '@none'], 'there are no rules to bench'],
  [['@e.ndjson', '-r', '@pack', '-d', 'x.pdf'], 'cannot tell the format of x.pdf'],
  [['@e.ndjson', '-r', '@pack', '-d', '@none/x.json'], 'there is no folder'],
  [['@e.ndjson', '--time-ms', '0'], 'Expected a whole number from 1'],
  [['@e.ndjson', '--rounds', '0'], 'Expected a whole number from 1'],
])('wrong usage %j is told in a sentence, with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await run(args);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('bug');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('one document: what was measured, what could not be, and why', async () => {
  const { code, stdout, stderr, folder } = await run(
    ['@e.ndjson', ...QUICK, '--json', '-d', '@b.json', '-d', '@b.md'],
    { ...FILES, ...THROWS },
  );
  expect(code).toBe(0);
  expect(stderr).toContain('notice: benching 2 rules, 2 rounds of 1 ms each');
  const bench = benchSchema.parse(JSON.parse(stdout));
  expect(bench).toMatchObject({ events: 20, rounds: 2, time_ms: 1, engine: { lua_runtime: 'wasmoon' } });
  const rules = new Map(bench.rules.map((rule) => [rule.rule_id, rule]));
  expect(rules.get('low')).toMatchObject({
    events_reached: 20,
    events_matched: 5,
    match: { events: 5, matched_share: 1 },
    no_match: { events: 15, matched_share: 0 },
  });
  expect(rules.get('low')!.warnings).toContain('few-events');
  expect(rules.get('never')).toMatchObject({ match: null, no_match: { events: 20 } });
  expect(rules.get('never')!.warnings).toContain('no-matching-events');
  expect(rules.get('other')).toMatchObject({ events_reached: 0, match: null, no_match: null });
  expect(rules.get('other')!.warnings).toEqual(['never-reached']);
  expect(rules.get('throws')).toMatchObject({ match: null, no_match: null, warnings: ['rule-faulted'] });
  expect(bench.control.match!.median_ns).toBeGreaterThan(0);
  expect(benchSchema.parse(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')))).toEqual(bench);
  expect(readFileSync(join(folder, 'b.md'), 'utf8')).toContain('`never`');
});

test('a table on standard output, of the rules that were asked for', async () => {
  const { code, stdout } = await run(['@e.ndjson', ...QUICK, '--rule', 'LO?', '--quiet', '--json']);
  expect(code).toBe(0);
  expect(benchSchema.parse(JSON.parse(stdout)).rules.map(({ rule_id }) => rule_id)).toEqual(['low']);
  const table = await run(['@e.ndjson', ...QUICK, '--rule', 'low', '--limit', '7']);
  expect(table.stdout).toMatch(/^ *# +rule +type +match +spread +no match/);
  expect(table.stdout).toContain('1 of 1 rule benched with 7 events, 2 rounds of 1 ms\n');
});

test('lost lines, rejected rules and empty recordings are no success', async () => {
  const lost = await run(['@e.ndjson', ...QUICK], { ...FILES, 'e.ndjson': `${EVENTS}\n{"broken"` });
  expect(lost.code).toBe(1);
  expect(lost.stderr).toMatch(/^error: .*e\.ndjson:21: /m);
  expect(lost.stdout).toContain('benched with 20 events');
  const rejected = await run(['@e.ndjson', ...QUICK], { ...FILES, 'pack/broken.eql': 'process where' });
  expect(rejected.code).toBe(1);
  expect(rejected.stdout).toContain('1 rule file was rejected and not benched');
  const empty = await run(['@none.ndjson', ...QUICK]);
  expect(empty.code).toBe(1);
  expect(empty.stderr).toContain('error: the recordings hold no events');
});
