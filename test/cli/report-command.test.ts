import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { stringify } from 'lossless-json';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { runReport } from '../../src/cli/report.ts';
import type { ReportCommandOptions } from '../../src/cli/report-options.ts';
import { matchingRules } from '../../src/cli/report-text.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { ruleLabel } from '../../src/report/rule-label.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { tableText } from '../../src/report/table-text.ts';
import { filterRows, SHOW_ALL } from '../../src/top/model/rule-filter.ts';
import type { TopRow } from '../../src/top/model/top-row.ts';
import { sampleRun, variedRun } from '../report/sample-run.ts';
import { HOSTILE_TEXT, judgedRun, verdictOf } from '../report/sample-verdicts.ts';
import { TextSink } from './text-sink.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-report-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function save(run: unknown, name = 'run.json'): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(run)!);
  return file;
}

function outside(env: Readonly<Record<string, string>> = {}) {
  return { stdout: new TextSink(), stderr: new TextSink(), cwd: folder, env, now: () => new Date(0) };
}

async function report(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const io = outside(env);
  const code = await main(['report', ...args.map((arg) => arg.replace('@', `${folder}/`))], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

const RANKED = { sort: 'cpu', filter: 'all', topN: 10, widthColumns: 120, color: false } as const;

test('what a replay shows at its end', async () => {
  save(variedRun());
  const { code, stdout, stderr } = await report(['@run.json']);
  expect({ code, stderr: stderr.split(':')[0] }).toEqual({ code: 0, stderr: 'warning' });
  expect(stdout).toBe(
    `${tableText(variedRun(), RANKED)}\n1,000 events, 5 rules, 4 alerts in 0.092 s (10,876 events/s)\n`,
  );
});

test('sorted, filtered and cut', async () => {
  save(variedRun());
  const { stdout } = await report(['@run.json', '--sort', 'events', '--filter', 'eql', '--top-n', '1']);
  expect(stdout).toContain(tableText(variedRun(), { ...RANKED, sort: 'events', filter: 'eql', topN: 1 }));
});

test('colour is used where it is asked for', async () => {
  save(variedRun());
  expect((await report(['@run.json', '--color', 'always'])).stdout).toContain('\u001b[1m');
  expect((await report(['@run.json', '--color', 'always', '--match', 's'])).stdout).toContain('\u001b[1m');
  expect((await report(['@run.json'])).stdout).not.toContain('\u001b');
});

test('with a text, the rules that match and how much of the time is theirs', async () => {
  save(variedRun());
  const { stdout } = await report(['@run.json', '--match', 'S', '--top-n', '2']);
  const lines = stdout.split('\n');
  expect(lines[1]).toMatch(/^1 {2}slow-regex /);
  expect(lines[2]).toMatch(/^2 {2}noisy /);
  expect(lines.slice(3, 5)).toEqual([
    '',
    '5 of 5 rules match S: 100.0 % of rule time; 3 not shown, --top-n 0 shows all',
  ]);
});

test('with ! before it, the others', async () => {
  save(variedRun());
  const { stdout } = await report(['@run.json', '--match', '!slow', '--filter', 'sequence']);
  expect(stdout).toContain('noisy');
  expect(stdout).toContain('1 of 5 rules match !slow of type sequence: 1.5 % of rule time\n');
  expect(stdout).not.toContain('slow-regex');
  expect((await report(['@run.json', '-m', 'nothing'])).stdout).toBe(
    '0 of 5 rules match nothing: 0.0 % of rule time\n',
  );
});

test('a text finds the rules that it finds in the live view', () => {
  const rules = sampleRun([
    { id: 'a-slow', name: 'Slow One' },
    { id: 'b', name: '!slow' },
    { id: '5cd55388-a19c-47c7-8ec4-f41656c2fded', name: 'Named' },
    { id: 'S\u001b[1mL', name: 'ßs' },
  ]).rules;
  const rows = rules.map(({ rule_id, ...row }) => ({
    info: { id: rule_id, ...row },
    label: ruleLabel({ rule_id, name: row.name }),
  })) as unknown as TopRow[];
  const part = fc.constantFrom('!', 's', 'S', 'slow', '5cd55388 n', 'ONE', '', 'x', 'ß');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
      const text = parts.join('');
      const shown = filterRows(rows, { ...SHOW_ALL, text }).map(({ info }) => info.id);
      expect(matchingRules(rules, text).map(({ rule_id }) => rule_id)).toEqual(shown);
    }),
  );
});

test('verdicts stand below, and of matching rules only theirs', async () => {
  save(judgedRun());
  expect((await report(['@run.json'])).stdout).toContain('5 verdicts: 1 fail, 1 no data: fails');
  expect((await report(['@run.json', '-m', 'quick'])).stdout).not.toContain('verdict');
  expect((await report(['@run.json', '-m', 'slow'])).stdout).toContain('3 verdicts: 1 fail');
});

test('it is converted, whole, whatever is shown', async () => {
  const run = judgedRun();
  save(run);
  const names = [
    'a.json',
    'a.csv',
    'a.md',
    'a.benchmark.json',
    'a.bmf.json',
    'a.bench.txt',
    'a.openmetrics',
    'a.xml',
  ];
  const dumps = names.flatMap((name) => ['--dump', `@${name}`]);
  expect(await report(['@run.json', '--match', 'quick', '--quiet', ...dumps])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toContain('slow');
  expect(parseRun(readFileSync(join(folder, 'a.json'), 'utf8'), 'a.json')).toEqual(run);
});

test('a conversion to stdout stands there alone', async () => {
  save(variedRun());
  const { code, stdout, stderr } = await report(['@run.json', '--dump', '-']);
  expect({ code, run: parseRun(stdout, 'stdout') }).toEqual({ code: 0, run: variedRun() });
  expect(stderr).toContain('warning: ');
});

test('one that cannot be written costs only itself', async () => {
  save(variedRun());
  mkdirSync(join(folder, 'taken.md'));
  const { code, stderr, stdout } = await report(['@run.json', '-d', '@taken.md', '-d', '@b.md']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: could not write .*taken\.md/m);
  expect(stdout).toContain('slow-regex');
  expect(readFileSync(join(folder, 'b.md'), 'utf8')).toContain('slow-regex');
});

test.each([
  [['@none.json'], /cannot read .*none\.json: there is no such file/],
  [['@'], /cannot read .*EISDIR/],
  [['@text.json'], /text\.json is not JSON/],
  [['@empty.json'], /empty\.json is not a run file: timestamp: /],
  [['@newer.json'], /newer\.json is a run file of version 2; this program reads version 1/],
  [['@run.json', '-d', '@x.cpuprofile'], /x\.cpuprofile is made of samples, which no run file has/],
  [['@run.json', '-d', '@x.xml'], /x\.xml is made of verdicts, and the run was held against no budgets/],
  [['@run.json', '-d', '@x.pdf'], /cannot tell the format of .*x\.pdf/],
  [['@run.json', '-d', '@no/x.md'], /there is no folder/],
  [['@run.json', '-d', '@run.json'], /run\.json is the run file to read/],
  [['@run.json', '-d', '@link.json'], /link\.json is the run file to read/],
  [['@run.json', '-d', '-', '-d', '-'], /only one --dump can go to standard output/],
  [['@run.json', '--top-n', '-1'], /Expected a whole number from 0/],
  [['@run.json', '--sort', 'luck'], /Allowed choices are cpu/],
  [['@run.json', '@run.json'], /too many arguments/],
  [[], /missing required argument 'run'/],
])('wrong usage %j is told in a sentence, with exit code 2', async (args, message) => {
  const run = save(variedRun());
  save({}, 'empty.json');
  save({ ...variedRun(), schema_version: 2 }, 'newer.json');
  writeFileSync(join(folder, 'text.json'), '\u001b[2Jno');
  symlinkSync(run, join(folder, 'link.json'));
  const before = readFileSync(run, 'utf8');
  const { code, stdout, stderr } = await report(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/bug|\u001b/);
  expect(readFileSync(run, 'utf8')).toBe(before);
});

const OPTIONS: ReportCommandOptions = {
  dump: [],
  sort: 'cpu',
  filter: 'all',
  topN: 10,
  color: 'auto',
  quiet: false,
  match: '',
};

test('- reads standard input, in whatever pieces it comes', async () => {
  const io = outside();
  const bytes = Buffer.from(stringify({ ...sampleRun([{ id: 'größe' }]) })!);
  const pieces = Array.from(bytes, (byte) => Buffer.of(byte));
  expect(await runReport('-', OPTIONS, io, () => Readable.from(pieces))).toBe(0);
  expect(io.stdout.text).toContain('größe');
  await expect(runReport('-', OPTIONS, io, () => Readable.from([]))).rejects.toThrow(
    'standard input is not JSON',
  );
});

test('what is too large for a run file is not read to its end', async () => {
  const piece = Buffer.alloc(16 * 1024 ** 2, ' ');
  let read = 0;
  function* endless() {
    for (;;) {
      read += 1;
      yield piece;
    }
  }
  await expect(runReport('-', OPTIONS, outside(), () => Readable.from(endless()))).rejects.toThrow(
    'standard input is too large for a run file',
  );
  expect(read).toBeLessThan(40);
});

test('a run file may come from a stranger: nothing of it moves the cursor or changes colours', async () => {
  const run: RunFile = sampleRun([
    {
      id: HOSTILE_TEXT,
      name: HOSTILE_TEXT,
      cpuTimeNs: 5,
      offered: 2,
      kind: 'lua',
      faults: [{ kind: 'error', reason: HOSTILE_TEXT, eventNumber: 7, quarantined: true }],
    },
  ]);
  const spot = {
    kind: 'line',
    text: HOSTILE_TEXT,
    line: 1,
    column: null,
    share: 1,
    interval: null,
    samples: 9,
  } as const;
  save({
    ...run,
    rules: run.rules.map((row) => ({ ...row, hot_spots: [spot], last_hit_ns: 10n ** 40n })),
    warnings: [{ code: 'x', message: HOSTILE_TEXT, advice: HOSTILE_TEXT, places: [HOSTILE_TEXT] }],
    budgets: [verdictOf({ rule_id: HOSTILE_TEXT, budget: HOSTILE_TEXT, reason: HOSTILE_TEXT })],
  });
  for (const args of [['@run.json'], ['@run.json', '-m', '=']]) {
    const { code, stdout, stderr } = await report(args);
    expect(code).toBe(0);
    expect(stdout).toContain('=cmd');
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e\u2028]/);
  }
});

test('GitHub Actions obeys no line of it', async () => {
  save(sampleRun([{ id: '::error::x', cpuTimeNs: 5, offered: 1 }]));
  const { stdout } = await report(['@run.json'], { GITHUB_ACTIONS: 'true' });
  expect(stdout).toMatch(/^::stop-commands::(\S+)\n[\s\S]*\n::\1::\n$/);
});
