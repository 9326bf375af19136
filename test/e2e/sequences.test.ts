import { expect, test } from 'vitest';
import { readAlerts, readRun } from './support/replay-folder.ts';
import { ruleWarnings } from './support/rule-warnings.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const event = (seconds: number, category: string, user = 'u') =>
  JSON.stringify({
    '@timestamp': new Date(Date.UTC(2024, 4, 1, 10, 0, seconds)).toISOString(),
    event: { category },
    user: { id: user },
  });

async function replaySequences(
  lines: readonly string[],
  rules: Readonly<Record<string, string>>,
  args: readonly string[] = [],
) {
  const files = Object.entries(rules).map(([name, text]) => [`rules/${name}.eql`, text]);
  const folder = workFolder({ 'events.ndjson': `${lines.join('\n')}\n`, ...Object.fromEntries(files) });
  const outputs = ['--dump', 'run.json', '--alerts', 'alerts.out'];
  const outcome = await runProgram(['replay', 'events.ndjson', ...outputs, ...args], { cwd: folder });
  return { ...outcome, run: readRun(folder), alerts: readAlerts(folder) };
}

const pair = 'sequence by user.id with maxspan=1m [file where true] [network where true]';

test.concurrent('a sequence is reported with the numbers of its events, its type and its states', async () => {
  const lines = [event(1, 'file'), event(2, 'file', 'v'), event(3, 'network')];
  const { code, alerts, run } = await replaySequences(lines, { pair });
  expect(code).toBe(0);
  expect(alerts).toEqual([
    {
      rule_id: 'pair',
      type: 'Sequence',
      severity: 'medium',
      '@timestamp': '2024-05-01T10:00:03.000Z',
      events: [1, 3],
    },
  ]);
  expect(run.rules[0]).toMatchObject({
    type: 'Sequence',
    events_processed: 3,
    evaluations: 3,
    matches: 3,
    alerts_generated: 1,
    partial_matches: 1,
    peak_partial_matches: 2,
    expired: 0,
    evicted: 0,
    late_events: 0,
    steps: [
      { evaluations: 2, matches: 2 },
      { evaluations: 1, matches: 1 },
    ],
  });
});

test.concurrent('--max-partial-matches bounds what is remembered, and says what that may have cost', async () => {
  const starts = Array.from({ length: 40 }, (_, index) => event(index, 'file', `u${index}`));
  const { stderr, run } = await replaySequences([...starts, event(50, 'network', 'u0')], { pair }, [
    ...['--max-partial-matches', '50', '--reorder-window', '0'],
  ]);
  // One rule may take a fifth.
  expect(run.rules[0]).toMatchObject({ peak_partial_matches: 10, evicted: 30, alerts_generated: 0 });
  expect(ruleWarnings(run).map(({ code }) => code)).toEqual(['partial-matches-evicted']);
  expect(stderr).toContain('dropped 30 partial matches or keys at a limit, and may have missed alerts');
  expect(stderr).toContain('--max-partial-matches');
});

test.concurrent('--reorder-window: what comes later is taken as it comes, and counted', async () => {
  const lines = [event(30, 'network'), event(50, 'process'), event(5, 'file'), event(51, 'process')];
  const sorted = await replaySequences(lines, { pair }, ['--reorder-window', '1m']);
  expect(sorted.alerts.map(({ events }) => events)).toEqual([[3, 1]]);
  expect(ruleWarnings(sorted.run)).toEqual([]);
  const asTheyCome = await replaySequences(lines, { pair }, ['--reorder-window', '10s']);
  expect(asTheyCome.alerts).toEqual([]);
  expect(asTheyCome.run.rules[0]).toMatchObject({ late_events: 1 });
  expect(asTheyCome.stderr).toContain('came too late to be put in the order of time');
});

test.concurrent('a missing event is null in the alert', async () => {
  const absent = 'sequence by user.id with maxspan=10s [file where true] ![network where true]';
  const { alerts } = await replaySequences([event(1, 'file'), event(20, 'process')], { absent });
  expect(alerts.map(({ events }) => events)).toEqual([[1, null]]);
});
