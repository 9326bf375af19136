import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { TextSink } from './text-sink.ts';

/** Stand for paths in the folder of the test. */
const EVENTS = '<folder>/events.ndjson';
const GONE = '<folder>/gone/file';
const GONE_JSON = '<folder>/gone/run.json';
const HOSTILE = '<folder>/hostile.json';

async function run(args: readonly string[]) {
  const folder = ruleFolder({
    'events.ndjson': '{"event":{"category":"process"}}\n',
    'hostile.json': '{"schema_version":1,\u001b[2J',
  });
  const stdout = new TextSink();
  const stderr = new TextSink();
  const io = { stdout, stderr, cwd: folder, env: {}, now: () => new Date(0) };
  const code = await main(
    args.map((arg) => arg.replaceAll('<folder>', folder)),
    io,
  );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

test.each([
  [['frobnicate'], "unknown command 'frobnicate'; there are replay, "],
  [['repaly', EVENTS], "unknown command 'repaly'; did you mean replay?"],
  [['repaly', EVENTS, '-r', 'rules', '--alerts', 'a'], "unknown command 'repaly'; did you mean replay?"],
  [['\u001b[31mreplay'], "unknown command '␛[31mreplay'"],
  [['--dmup', 'run.json'], "unknown option '--dmup'; did you mean --dump?"],
  [['--frobnicate'], "unknown option '--frobnicate'; see kestrel-perf --help"],
  [['replay'], "missing required argument 'events'"],
  [['convert'], "missing required argument 'events'"],
  [['replay', EVENTS, '--since', 'yesterday'], 'RFC 3339'],
  [['replay', EVENTS, '--until', '2024-13-01T00:00:00Z'], 'RFC 3339'],
  [['replay', EVENTS, '--since', '2024-05-02T00:00:00Z', '--until', '2024-05-01T00:00:00Z'], '--since must'],
  [['replay', EVENTS, '--limit', '0'], 'whole number from 1'],
  [['replay', EVENTS, '--limit', '1e3'], 'whole number from 1'],
  [['replay', EVENTS, '--top-n', '-1'], 'whole number from 0'],
  [['replay', EVENTS, '--batch-size', '65537'], 'at most 65536'],
  [['replay', EVENTS, '--jobs', '0'], 'whole number from 1'],
  [['replay', EVENTS, '--jobs', '257'], 'at most 256'],
  [
    ['replay', EVENTS, '--jobs', '2', '--dump', 'run.speedscope.json'],
    'which one thread takes: leave out --jobs',
  ],
  [['replay', EVENTS, '--max-line-bytes', 'many'], 'whole number from 1'],
  [['replay', EVENTS, '--sort', 'colour'], 'Allowed choices are'],
  [['replay', EVENTS, '--filter', 'sigma'], 'Allowed choices are'],
  [['replay', EVENTS, '--format', 'evtx'], 'Allowed choices are'],
  [['replay', EVENTS, '--dump', 'run.xlsx'], 'unknown extension .xlsx'],
  [['replay', EVENTS, '--dump', 'run'], 'no extension'],
  [['replay', EVENTS, '--dump', GONE_JSON], 'there is no folder'],
  [['replay', EVENTS, '--alerts', GONE], 'there is no folder'],
  [['replay', EVENTS, '--alerts', EVENTS], 'one of the recordings'],
  [['replay', EVENTS, '--dump', '-', '--alerts', '-'], 'only one of'],
  [['replay', EVENTS, '--dump', '<folder>/x.json', '--alerts', '<folder>/x.json'], 'would be written twice'],
  [['replay', EVENTS, '--dump', '<folder>/x.json', '--alerts', '<folder>/./x.json'], 'written twice'],
  [['replay', EVENTS, '--base', HOSTILE, '--assert', 'regression: alerts<=0%'], "but got '␛'"],
  [['compare', HOSTILE, HOSTILE], "but got '␛'"],
  [['replay', EVENTS, '--dump', 'run.json', '--no-accounting'], '--dump needs accounting'],
  [['replay', EVENTS, '--sample-interval', '99us'], 'from 100us to 1s'],
  [['replay', EVENTS, '--sample-interval', '1'], 'from 100us to 1s'],
  [['replay', EVENTS, '--dump', 'run.cpuprofile', '--no-profile'], 'run.cpuprofile is made of samples'],
  [['replay', EVENTS, '--lua', 'luajit'], 'Allowed choices are'],
  [['replay', EVENTS, '--time-limit', '0'], 'at least 1ms'],
  [['replay', EVENTS, '--memory-limit', 'lots'], 'Expected a size'],
  [['replay', EVENTS, '--max-faults', '0'], 'whole number from 1'],
  [['replay', EVENTS, '--captures'], '--captures needs --alerts'],
  [['convert', EVENTS, '--output', EVENTS], 'one of the recordings'],
  [['convert', EVENTS, '-o', GONE], 'there is no folder'],
  [['check', '--quiet', '--verbose'], 'exclude each other'],
])('%s is refused in one line', async (args, expected) => {
  const { code, stdout, stderr } = await run([...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).toContain(expected);
});
