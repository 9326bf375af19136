import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer, json as readJson } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SampleTrace } from '../../../src/profiler/sampling/sample-trace.ts';
import { NoSamplesError } from '../../../src/report/exporters/exporter.ts';
import { pprofExporter } from '../../../src/report/exporters/pprof.ts';
import { exporterFor, needsTrace } from '../../../src/report/exporters/registry.ts';
import { speedscopeExporter } from '../../../src/report/exporters/speedscope.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun } from '../sample-run.ts';

/** `run` calls `rule`, whose clause has two of the six samples; one is of a rule with a hostile name, one of nobody. */
const TRACE: SampleTrace = {
  frames: [
    { name: 'run', file: 'file:///engine.js', line: 10, column: 3 },
    { name: 'rule', file: 'rule.eql', line: 1, column: 1 },
    { name: 'rule > process.pid > 1', file: 'rule.eql', line: 2, column: 7 },
    { name: '(garbage collector)', file: '', line: null, column: null },
    { name: 'a > b\u001b[31m > c', file: 'a > b\u001b[31m.eql', line: 4, column: 1 },
  ],
  nodeFrames: [0, 1, 2, 3, 4],
  nodeParents: [-1, 0, 1, -1, 0],
  samples: [0, 1, 2, 2, 3, 4],
  deltasUs: [0, 1_000, 1_100, 900, 1_000, 3_000_000_000],
  dropped: 0,
};

function run(): RunFile {
  const made = sampleRun([{ id: 'rule' }, { id: 'a > b\u001b[31m', kind: 'lua' }], { read: 7_000_000 });
  const sampling = {
    interval_us: 1_000,
    observed_interval_us: 1_001,
    samples: 6,
    rule_samples: 4,
    hot_spots: [],
    other_samples: {},
    missed_share: 0,
    unattributed_share: 0,
    start_ns: 0,
    read_ns: 0,
  };
  return { ...made, sampling };
}

async function exported(trace: SampleTrace): Promise<Buffer> {
  const out = new PassThrough();
  const received = buffer(out);
  await pprofExporter.write(run(), out, trace);
  out.end();
  return received;
}

/** A profile with its texts in place. */
function readable(bytes: Uint8Array) {
  const profile = Profile.decode(bytes);
  const text = (at: number | bigint) => profile.stringTable.strings[Number(at)]!;
  const functions = new Map(profile.function.map((one) => [Number(one.id), one]));
  const places = new Map(
    profile.location.map(({ id, line: [line] }) => {
      const { name, filename, startLine } = functions.get(Number(line!.functionId))!;
      const at = `${text(filename)}:${line!.line}:${line!.column}`;
      return [Number(id), { name: text(name), at, startLine: Number(startLine) }];
    }),
  );
  return {
    profile,
    text,
    samples: profile.sample.map(({ locationId, value, label }) => ({
      stack: locationId.map((id) => places.get(Number(id))!),
      value: value.map(Number),
      labels: label.map(({ key, str }) => `${text(key)}=${text(str)}`),
    })),
  };
}

describe('pprof', () => {
  test('has each stack once, the top first, with how often and how long it was seen and whose it is', async () => {
    const { samples } = readable(gunzipSync(await exported(TRACE)));
    const engine = { name: 'run', at: 'file:///engine.js:10:3', startLine: 10 };
    const rule = { name: 'rule', at: 'rule.eql:1:1', startLine: 1 };
    expect(samples).toEqual([
      { stack: [engine], value: [1, 0], labels: [] },
      { stack: [rule, engine], value: [1, 1_000_000], labels: ['rule=rule', 'type=EQL'] },
      {
        stack: [{ name: 'rule > process.pid > 1', at: 'rule.eql:2:7', startLine: 2 }, rule, engine],
        value: [2, 2_000_000],
        labels: ['rule=rule', 'type=EQL'],
      },
      {
        stack: [{ name: '(garbage collector)', at: ':0:0', startLine: 0 }],
        value: [1, 1_000_000],
        labels: [],
      },
      {
        stack: [{ name: 'a > b␛[31m > c', at: 'a > b␛[31m.eql:4:1', startLine: 4 }, engine],
        // More than 32 bits.
        value: [1, 3_000_000_000_000],
        labels: ['rule=a > b␛[31m', 'type=Lua'],
      },
    ]);
  });

  test('says what it counts, when the run began and how often samples were taken', async () => {
    const { profile, text } = readable(gunzipSync(await exported({ ...TRACE, dropped: 9 })));
    const units = [...profile.sampleType, profile.periodType!].map(({ type, unit }) =>
      [type, unit].map(text),
    );
    expect(units).toEqual([
      ['samples', 'count'],
      ['cpu', 'nanoseconds'],
      ['cpu', 'nanoseconds'],
    ]);
    expect(text(profile.defaultSampleType)).toBe('cpu');
    expect(Number(profile.period)).toBe(1_000_000);
    expect(Number(profile.durationNanos)).toBe(7_000_000);
    const endMs = Date.parse('2024-05-01T12:00:00Z');
    expect(BigInt(profile.timeNanos)).toBe(BigInt(endMs) * 1_000_000n - 7_000_000n);
    expect(profile.comment.map(text)).toEqual([
      'kestrel-perf@0.1.0',
      'events: events.ndjson',
      '9 samples are not in this file, which was full',
    ]);
  });

  test('totals are those of the speedscope file', async () => {
    const out = new PassThrough();
    const received = readJson(out);
    await speedscopeExporter.write(run(), out, TRACE);
    out.end();
    const { profiles } = (await received) as { profiles: [{ samples: unknown[]; weights: number[] }] };
    const { samples } = readable(gunzipSync(await exported(TRACE)));
    const total = (at: number) => samples.reduce((sum, { value }) => sum + value[at]!, 0);
    expect(total(0)).toBe(profiles[0].samples.length);
    expect(total(1)).toBe(1_000 * profiles[0].weights.reduce((sum, weight) => sum + weight, 0));
  });

  test('a run without samples, and one whose samples were not kept', async () => {
    const empty = { ...TRACE, frames: [], nodeFrames: [], nodeParents: [], samples: [], deltasUs: [] };
    expect(readable(gunzipSync(await exported(empty))).samples).toEqual([]);
    await expect(pprofExporter.write(run(), new PassThrough())).rejects.toThrow(NoSamplesError);
  });

  test('is found by both extensions', () => {
    expect(['a.pb.gz', 'A.PPROF'].map(exporterFor)).toEqual([pprofExporter, pprofExporter]);
    expect(['a.pb.gz', 'a.pprof'].map(needsTrace)).toEqual([true, true]);
  });
});

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.warn('notice: go is not installed, so its reader of pprof files is not asked');

/** Go builds its reader when it is first used, which takes minutes on a small machine. */
const GO_TIMEOUT_MS = 600_000;

describe.skipIf(!hasGo)('the reader of Go', () => {
  async function pprof(...args: readonly string[]): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-pprof-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'run.pb.gz');
    writeFileSync(file, await exported(TRACE));
    return (await promisify(execFile)('go', ['tool', 'pprof', ...args, file])).stdout;
  }

  test('finds rules and clauses, and whose samples are', { timeout: GO_TIMEOUT_MS }, async () => {
    const raw = await pprof('-raw');
    expect(raw).toContain('PeriodType: cpu nanoseconds\nPeriod: 1000000\n');
    expect(raw).toContain('samples/count cpu/nanoseconds[dflt]');
    expect(raw).toContain('rule:[rule]');
    expect(raw).toContain('type:[Lua]');
    expect(raw).toMatch(/ rule > process\.pid > 1 rule\.eql:2(:7)? s=2/);
    const top = await pprof('-top', '-sample_index=samples', '-tagfocus=rule=^rule$');
    expect(top).toContain('Showing nodes accounting for 3, 50.00% of 6 total');
    expect(top).toMatch(/^ +2 .* rule > process\.pid > 1$/m);
    expect(top).not.toContain('garbage');
  });
});
