import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { startsWith } from '../replay/worker/from-source.ts';
import { TextSink } from './text-sink.ts';

vi.setConfig({ testTimeout: 60_000 });

function replayWith(double: string) {
  const folder = ruleFolder({ 'events.ndjson': '{}\n', 'rules/a.eql': 'any where true' });
  const stdout = new TextSink();
  const stderr = new TextSink();
  const engineThread = startsWith(new URL(`../replay/worker/doubles/${double}.ts`, import.meta.url));
  const io = { stdout, stderr, cwd: folder, env: {}, now: () => new Date(0), engineThread };
  const [events, rules, dump, alerts] = ['events.ndjson', 'rules', 'run.json', 'alerts.ndjson'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const code = main(['replay', events, '-r', rules, '--dump', dump, '--alerts', alerts], io);
  const outputs = () => ({
    run: parseRun(readFileSync(dump, 'utf8'), dump),
    alerts: readFileSync(alerts, 'utf8'),
    stdout: stdout.text,
    stderr: stderr.text,
  });
  return { code, alertsFile: alerts, outputs };
}

test('an engine that breaks ends in a report of what it did, and exit code 1', async () => {
  const { code, outputs } = replayWith('throws');
  expect(await code).toBe(1);
  const { run, alerts, stdout, stderr } = outputs();
  const expected = 'the engine broke down after 7 events: the sky fell';
  expect(run.warnings).toContainEqual(expect.objectContaining({ code: 'engine-crashed', message: expected }));
  expect(run).toMatchObject({ stream: { events: 7, bytes: 100 }, alerts: { count: 1 }, wall_time_ns: 1_000 });
  expect(alerts.split('\n')).toEqual([expect.stringContaining('"events":[3]'), '']);
  expect(stdout).toContain('7 events, 1 rules, 1 alerts');
  expect(stderr).toContain(`warning: ${expected}\n`);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('a second signal ends an engine that does not come back, and the report is written', async () => {
  const listeners = process.listenerCount('SIGTERM');
  const { code, outputs } = replayWith('loops');
  await vi.waitFor(() => expect(process.listenerCount('SIGTERM')).toBe(listeners + 1), { timeout: 60_000 });
  process.emit('SIGTERM', 'SIGTERM');
  process.emit('SIGTERM', 'SIGTERM');
  expect(await code).toBe(143);
  const codes = outputs().run.warnings.map((warning) => warning.code);
  expect(codes).toContain('run-stopped');
  expect(codes).not.toContain('engine-crashed');
});
