import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { advise } from '../../src/advice/advise.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { createMonotonicClock } from '../../src/profiler/clock.ts';
import { resolveInputs } from '../../src/replay/input/resolve-inputs.ts';
import { replay } from '../../src/replay/replay.ts';
import { AlertHash } from '../../src/report/alert-hash.ts';
import { AlertLines } from '../../src/report/alert-line.ts';
import { ruleOf } from '../support/rule.ts';
import { luaRule } from './evidence.ts';

const folder = mkdtempSync(join(tmpdir(), 'advice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EVENTS = Array.from({ length: 2_400 }, (_, at) => ({
  '@timestamp': new Date(1_714_557_600_000 + at * 100).toISOString(),
  event: { category: at % 3 === 0 ? 'network' : 'process' },
  process: { name: `p${at % 5}.exe`, args: `${at} ${'abcdefghij'.repeat(2)}` },
  user: { name: at % 2 === 0 ? 'alice' : 'bob' },
}));
const file = join(folder, 'events.ndjson');
writeFileSync(file, EVENTS.map((event) => `${JSON.stringify(event)}\n`).join(''));

const HOSTILE = '\u001b[2J\u202e::error::`|<b>';
const RULES: readonly Rule[] = [
  ruleOf('process where process.args regex ".*nowhere.*"', {
    id: 'slow',
    origin: { file: 'slow.toml', line: 12, column: 5 },
  }),
  ruleOf('process where user.name == "alice"', { id: 'floods' }),
  ruleOf('sequence by user.name [process where true] [network where true]', { id: 'open' }),
  ruleOf('dns where true', { id: 'silent' }),
  ruleOf(`process where user.name == "carol" and process.name == "${HOSTILE}"`, { id: HOSTILE }),
  luaRule('function pred_eval(event) return kestrel.event_get_str(event, "user.name") == "bob" end'),
];

async function run(censusSeed?: number, rules = RULES) {
  const { inputs } = await resolveInputs([file]);
  const hash = new AlertHash();
  const lines = new AlertLines(rules);
  const result = await replay({
    rules,
    inputs,
    batchSize: 256,
    accounting: true,
    strict: true,
    clock: createMonotonicClock(),
    onAlert: (alert) => hash.add(lines.line(alert)),
    onProblem: () => {},
    ...(censusSeed !== undefined && { censusSeed }),
  });
  return { ...result, hash: hash.digest() };
}

describe('advice after a replay', () => {
  it('changes no alert', async () => {
    const without = await run();
    expect(without.findings!.census).toBeUndefined();
    for (const seed of [1, 2]) {
      const { hash, findings, table } = await run(seed);
      expect(hash).toBe(without.hash);
      expect(findings!.census!.events).toBe(2_400);
      expect(Array.from(table!.alerts)).toEqual(Array.from(without.table!.alerts));
    }
  });

  it('is about each rule, at its place in its file', async () => {
    const { table, findings } = await run(1);
    const advice = advise({ rules: RULES, table: table!, findings: findings! });
    const codes = advice.map((entries) => entries.map(({ code }) => code));
    expect(codes[1]).not.toContain('clause-never-true');
    expect(codes[2]).toContain('sequence-without-maxspan');
    expect(codes[3]).toEqual(['never-ran']);
    expect(codes[4]).toEqual(['clause-never-true']);
    const slow = advice[0]!.find(({ code }) => code === 'clause-never-true');
    expect(slow).toMatchObject({
      text: 'process.args regex ".*nowhere.*"',
      line: 12,
      column: 19,
      saves_ns: null,
      evidence: { sampled_events: 1_600 },
    });
  });

  it('is about counts alone where no clause was looked at', async () => {
    const { table, findings } = await run();
    const advice = advise({ rules: RULES, table: table!, findings: findings! });
    expect(advice.map((entries) => entries.map(({ code }) => code))).toEqual([
      [],
      [],
      ['sequence-without-maxspan', ...(advice[2]!.length > 1 ? ['generic-first-step'] : [])].toSorted(),
      ['never-ran'],
      [],
      [],
    ]);
  });
});
