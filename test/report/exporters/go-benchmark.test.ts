import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { goBenchmarkExporter } from '../../../src/report/exporters/go-benchmark.ts';
import { exporterFor } from '../../../src/report/exporters/registry.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';
import { HOSTILE_TEXT } from '../sample-verdicts.ts';
import { exportedText } from './exported-text.ts';
import { type GoBenchmarks, readGoBenchmarks } from './go-benchmark-reader.ts';
import { measuredRun } from './measured-run.ts';

async function exported(run: RunFile): Promise<GoBenchmarks> {
  return readGoBenchmarks(await exportedText(goBenchmarkExporter, run));
}

test('a line for the replay and one for each rule', async () => {
  const { configuration, units, results } = await exported(measuredRun());
  expect(configuration).toEqual({
    goos: 'linux',
    goarch: 'amd64',
    pkg: 'kestrel-perf',
    cpu: 'Abacus 3000',
    node: '20.19.0',
    recording: '1000 events, 2000000 bytes',
  });
  const exact = 'assume=exact';
  expect(units).toEqual({ evaluations: exact, matches: exact, alerts: exact });
  expect(results).toEqual([
    { name: 'BenchmarkReplay-1', operations: 1_000, values: { 'ns/op': 100, alerts: 1 } },
    {
      name: 'BenchmarkRule/slow-1',
      operations: 1_000,
      values: {
        'ns/op': 60,
        'B/op': 5,
        'p50-sec/op': 58e-9,
        'p99-sec/op': 0,
        'peak-B': 4_096,
        evaluations: 1_000,
        matches: 3,
        alerts: 1,
      },
    },
    {
      name: 'BenchmarkRule/unused-1',
      operations: 0,
      values: { evaluations: 0, matches: 0, alerts: 0 },
    },
  ]);
});

test('a change of the pack changes no line by which benchstat tells runs apart', async () => {
  const run = measuredRun();
  const changed = { ...run, timestamp: '2030-01-01T00:00:00Z', pack: { ...run.pack, hash: 'sha256:ff' } };
  expect((await exported(changed)).configuration).toEqual((await exported(run)).configuration);
  const other = { ...run, stream: { ...run.stream, hash: 'sha256:aa' } };
  expect((await exported(other)).configuration['recording-hash']).toBe('sha256:aa');
});

test('names of systems are those of Go, and what is not known is left out', async () => {
  const run = measuredRun();
  const engine = { ...run.engine, platform: 'win32', arch: 'ia32', cpu_model: null };
  const { configuration } = await exported({ ...run, engine });
  expect(configuration).toMatchObject({ goos: 'windows', goarch: '386' });
  expect(configuration).not.toHaveProperty('cpu');
});

test('what was allocated without an evaluation is of none', async () => {
  const { results } = await exported(measuredRun({ evaluations: 0, avg_latency_ns: null }));
  expect(results[1]!.values).not.toHaveProperty('B/op');
  expect(results[1]!.values).not.toHaveProperty('ns/op');
});

test('it is chosen by its extension', () => {
  expect(exporterFor('run.bench.txt')).toBe(goBenchmarkExporter);
});

test('whatever rules and machines are called, every line can be read', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constant(HOSTILE_TEXT),
  );
  await fc.assert(
    fc.asyncProperty(text, text, async (id, cpu) => {
      const run = sampleRun([{ id, cpuTimeNs: 3, offered: 7 }]);
      const { results, configuration } = await exported({
        ...run,
        engine: { ...run.engine, cpu_model: `x${cpu}` },
      });
      expect(results).toHaveLength(2);
      expect(configuration.cpu).toMatch(/^x/);
    }),
  );
});

const HAS_BENCHSTAT = spawnSync('benchstat', ['-h']).error === undefined;

test.skipIf(!HAS_BENCHSTAT)('benchstat reads it without a complaint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-benchstat-'));
  try {
    const file = join(folder, 'run.bench.txt');
    writeFileSync(file, await exportedText(goBenchmarkExporter, { ...variedRun(), wall_time_ns: 1 }));
    const { status, stdout, stderr } = spawnSync('benchstat', [file], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Rule/slow-regex-1');
    expect(stdout).not.toContain('ns/op');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
