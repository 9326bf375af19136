import { expect, test } from 'vitest';
import { eventLine } from './support/event-line.ts';
import { replayFolder } from './support/replay-folder.ts';

const GOOD = eventLine(1);

/** An event of one line, which holds bytes that are no UTF-8. */
const INVALID_UTF8 = Buffer.concat([
  Buffer.from('{"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"file"},"file":{"name":"'),
  Buffer.from([0xff, 0xfe]),
  Buffer.from('"}}\n'),
]);

test.concurrent.each([
  ['invalid-json', '{"@timestamp": \n', 'error', [1, 2]],
  ['invalid-json', '{"password":"hunter2",}\n', 'error', [1, 2]],
  ['not-an-object', '[{"a":1}]\n', 'error', [1, 2]],
  ['not-an-object', '17\n', 'error', [1, 2]],
  ['nested-too-deep', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`, 'error', [1, 2]],
  ['invalid-utf8', INVALID_UTF8, 'notice', [1, 2, 3]],
  ['no-timestamp', eventLine(2, { '@timestamp': undefined }), 'notice', [1, 2, 3]],
  ['no-category', eventLine(2, { event: {} }), 'notice', [1, 2, 3]],
  [
    'wide-integer',
    '{"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"file"},"n":9007199254740993}\n',
    'notice',
    [1, 2, 3],
  ],
] as const)(
  '%s: named with its place, counted, and the rest is replayed',
  async (code, line, word, events) => {
    const bytes = Buffer.concat([GOOD, line, GOOD].map((part) => Buffer.from(part)));
    const outcome = await replayFolder({ 'events.ndjson': bytes }, ['events.ndjson']);
    expect(outcome.code).toBe(word === 'error' ? 1 : 0);
    expect(outcome.stderr).toMatch(new RegExp(`^${word}: events\\.ndjson:2: .`, 'm'));
    expect(outcome.stderr).not.toContain('hunter2');
    const warning = outcome.run.warnings.find((entry) => entry.code === code);
    expect(warning).toMatchObject({ count: 1, places: ['events.ndjson:2'] });
    expect(outcome.alertedEvents).toEqual(events);
  },
);

test.concurrent('many problems of a kind are one paragraph with the first places', async () => {
  const stream = GOOD + 'broken\n'.repeat(2_000) + GOOD;
  const { run, stderr, alertedEvents } = await replayFolder({ 'e.ndjson': stream }, ['e.ndjson']);
  const places = ['e.ndjson:2', 'e.ndjson:3', 'e.ndjson:4', 'e.ndjson:5', 'e.ndjson:6'];
  expect(run.warnings).toContainEqual(
    expect.objectContaining({ code: 'invalid-json', count: 2_000, places }),
  );
  expect(stderr).toContain(`(2,000 times; first at ${places.join(', ')})`);
  expect(stderr.match(/not valid JSON/g)).toHaveLength(1);
  expect(alertedEvents).toEqual([1, 2]);
});

test.concurrent('keys that JavaScript treats specially are ordinary keys', async () => {
  const event = '"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"process"}';
  const stream =
    `{${event},"__proto__":{"polluted":"yes"},"constructor":{"name":"x"}}\n` +
    `{${event},"toString":1}\n{${event}}\n`;
  const rules = {
    'rules/a-proto.eql': 'process where __proto__.polluted == "yes"',
    'rules/b-constructor.eql': 'process where constructor.name == "x"',
    'rules/c-polluted.eql': 'process where polluted == "yes"',
    'rules/d-to-string.eql': 'process where toString != null',
  };
  const { code, run } = await replayFolder({ ...rules, 'e.ndjson': stream }, ['e.ndjson']);
  expect(code).toBe(0);
  expect(Object.fromEntries(run.rules.map((rule) => [rule.rule_id, rule.alerts_generated]))).toEqual({
    'a-proto': 1,
    'b-constructor': 1,
    'c-polluted': 0,
    'd-to-string': 1,
  });
});

test.concurrent('integers beyond 2^53 are told apart', async () => {
  const event = '"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"process"}';
  const stream = `{${event},"n":9007199254740992}\n{${event},"n":9007199254740993}\n`;
  const rules = { 'rules/a.eql': 'process where n == 9007199254740993' };
  const { alertedEvents } = await replayFolder({ ...rules, 'e.ndjson': stream }, ['e.ndjson']);
  expect(alertedEvents).toEqual([2]);
});
