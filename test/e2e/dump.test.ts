import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { CSV_KEYS } from '../../src/report/exporters/csv.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { EVENTS_FILE, readEvents, readExpectedAlerts } from '../fixtures/fixture-files.ts';
import { eventLine } from './support/event-line.ts';
import { replayFolder } from './support/replay-folder.ts';
import { ruleWarnings } from './support/rule-warnings.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const ORIGINAL_KEYS = [
  'rule_id',
  'type',
  'memory_bytes',
  'peak_memory_bytes',
  'cpu_time_ns',
  'events_processed',
  'alerts_generated',
  'avg_latency_ns',
  'last_hit_ns',
];

function sum(values: Iterable<number | null>): number {
  let total = 0;
  for (const value of values) total += value ?? 0;
  return total;
}

describe('a dump on stdout of the demo pack over the demo stream', () => {
  let stdout: string;
  let run: RunFile;

  beforeAll(async () => {
    const outcome = await runProgram(['replay', EVENTS_FILE, '--dump', '-']);
    expect(outcome.code).toBe(0);
    ({ stdout } = outcome);
    run = parseRun(stdout, 'stdout');
  });

  test('is one JSON document and nothing else', () => {
    expect(stdout.startsWith('{')).toBe(true);
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  test('bills every nanosecond to a rule or a phase', () => {
    const billedNs = sum(Object.values(run.phases)) + sum(run.rules.map((rule) => rule.cpu_time_ns));
    expect(run.conservation.accounted_ns).toBe(billedNs);
    expect(run.conservation.within_tolerance).toBe(true);
    expect(Math.abs(billedNs - run.wall_time_ns)).toBeLessThanOrEqual(0.01 * run.wall_time_ns);
  });

  test('counts the alerts that were meant, rule by rule, and when each was last hit', () => {
    const expected = new Map<string, { alerts: number; last: string | null }>();
    for (const alert of readExpectedAlerts()) {
      const entry = expected.get(alert.rule_id) ?? { alerts: 0, last: '' };
      const last = [entry.last ?? '', alert['@timestamp']].sort().at(-1)!;
      expected.set(alert.rule_id, { alerts: entry.alerts + 1, last });
    }
    for (const rule of run.rules) {
      const { alerts, last } = expected.get(rule.rule_id) ?? { alerts: 0, last: null };
      const lastHit =
        rule.last_hit_ns === null ? null : new Date(Number(rule.last_hit_ns / 1_000_000n)).toISOString();
      expect({ id: rule.rule_id, alerts: rule.alerts_generated, lastHit }).toEqual({
        id: rule.rule_id,
        alerts,
        lastHit: last,
      });
    }
    expect(run.alerts.count).toBe(readExpectedAlerts().length);
  });

  test('describes the stream', () => {
    expect(run.stream).toMatchObject({
      inputs: [EVENTS_FILE],
      events: readEvents().length,
      bytes: readFileSync(EVENTS_FILE).length,
    });
    const failed = ['looping-upload-name', 'throwing-until-taken-out', 'throwing-on-ssh-logon'];
    const leaking = ['growing-page-per-64-events', 'leaking-event-history'];
    expect(ruleWarnings(run).map(({ message }) => message.split(' ')[1])).toEqual([...failed, ...leaking]);
  });

  test('begins each rule with the original nine keys', () => {
    const rows = (JSON.parse(stdout) as { rules: object[] }).rules;
    expect(rows).toHaveLength(run.rules.length);
    for (const row of rows) expect(Object.keys(row).slice(0, ORIGINAL_KEYS.length)).toEqual(ORIGINAL_KEYS);
  });
});

test.concurrent('several dumps of one run hold the same, with the table on stdout', async () => {
  const folder = workFolder();
  const dumps = ['--dump', 'run.json', '--dump', 'run.csv'];
  const { code, stdout } = await runProgram(['replay', EVENTS_FILE, ...dumps], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toContain('4,000 events, 36 rules, 659 alerts');
  const run = parseRun(readFileSync(join(folder, 'run.json'), 'utf8'), 'run.json');
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'run.csv')), { columns: true });
  expect(Object.keys(rows[0]!)).toEqual(CSV_KEYS);
  const cells = (rule: { rule_id: string; cpu_time_ns: number | string; last_hit_ns: unknown }) =>
    [rule.rule_id, rule.cpu_time_ns, rule.last_hit_ns ?? ''].map(String);
  expect(rows.map((row) => cells(row as never))).toEqual(run.rules.map(cells));
});

test.concurrent('the hash of the alerts does not depend on whether they are written', async () => {
  const events = { 'events.ndjson': readFileSync(EVENTS_FILE) };
  const written = await replayFolder({ ...events, 'rules/a.eql': 'process where true' }, ['events.ndjson']);
  const unwritten = await runProgram(['replay', 'events.ndjson', '-r', 'rules', '-d', '-'], {
    cwd: written.folder,
  });
  expect(parseRun(unwritten.stdout, 'stdout').alerts).toEqual(written.run.alerts);
});

test.concurrent.each(['1', '1024'])(
  'the stream spans the events that have a time, at batch size %s',
  async (batchSize) => {
    const timeless = eventLine(1, { '@timestamp': undefined });
    const stream = `${timeless}${eventLine(2)}${eventLine(3)}${timeless}`;
    const { run } = await replayFolder({ 'e.ndjson': stream }, ['e.ndjson', '--batch-size', batchSize]);
    expect(run.stream).toMatchObject({
      first_event_ns: BigInt(Date.UTC(2024, 4, 1, 10, 0, 2)) * 1_000_000n,
      last_event_ns: BigInt(Date.UTC(2024, 4, 1, 10, 0, 3)) * 1_000_000n,
    });
  },
);
