import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { openListener } from '../../src/cli/open-listener.ts';
import { parseListenAddress } from '../../src/serve/listen/listen-address.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

const TOKEN = 'k7Qv0cR2mZ9tYx4w';

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cwd = ruleFolder({ 'events.ndjson': '{"event":{"category":"process"}}\n' });
  const stdout = new TextSink();
  const stderr = new TextSink();
  const code = await main(['replay', `${cwd}/events.ndjson`, ...args], {
    stdout,
    stderr,
    cwd,
    env,
    now: () => new Date(0),
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

test.each([
  [['--listen', '9100'], {}, 'expected an address and a port: write it like 127.0.0.1:9100'],
  [['--listen', ':0', '--no-accounting'], {}, '--listen needs accounting: leave out --no-accounting'],
  [['--token', TOKEN], {}, '--token needs --listen'],
  [['--listen', ':0', '--token', 'short'], {}, 'the token is too short'],
  [['--listen', ':0'], { KESTREL_PERF_TOKEN: 'short' }, 'the token is too short'],
  [
    ['--listen', '0.0.0.0:9100'],
    {},
    '0.0.0.0:9100 can be reached from other machines: set KESTREL_PERF_TOKEN, give --token, or listen on 127.0.0.1',
  ],
  [['--listen', '[::]:9100'], { KESTREL_PERF_TOKEN: '' }, '[::]:9100 can be reached from other machines'],
  [
    ['--listen', '203.0.113.1:0', '--token', TOKEN],
    {},
    'cannot listen on 203.0.113.1:0: this machine has no',
  ],
])('%j with %j is refused in one line', async (args, env, expected) => {
  const { code, stdout, stderr } = await run(args, env);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).toContain(expected);
  expect(stderr).not.toContain(TOKEN);
});

test.each([
  ['127.0.0.1:0', true, /^listening on http:\/\/127\.0\.0\.1:\d+\n$/],
  ['[::1]:0', false, /^listening on http:\/\/\[::1\]:\d+\n$/],
])('says where it listens on %s, with --quiet %j', async (address, quiet, expected) => {
  const stderr = new TextSink();
  const options = { listen: parseListenAddress(address), quiet, accounting: true };
  const listener = await openListener(options, { env: {}, stderr });
  listener?.close();
  expect(stderr.text).toMatch(expected);
});

test('opens nothing where nobody asked', async () => {
  const stderr = new TextSink();
  const env = { KESTREL_PERF_TOKEN: 'short' };
  expect(await openListener({ quiet: false, accounting: true }, { env, stderr })).toBeUndefined();
  expect(stderr.text).toBe('');
});
