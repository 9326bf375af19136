import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bencherExporter } from '../../../src/report/exporters/bencher.ts';
import { exporterFor } from '../../../src/report/exporters/registry.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';
import { HOSTILE_TEXT } from '../sample-verdicts.ts';
import { exportedText } from './exported-text.ts';
import { measuredRun } from './measured-run.ts';

/** What https://bencher.dev/bmf.json asks for; names are those that Bencher's server takes. */
const metricSchema = z.object({
  value: z.number(),
  lower_value: z.number().optional(),
  upper_value: z.number().optional(),
});
const nameOf = (maxBytes: number) =>
  z.string().refine((name) => name !== '' && name === name.trim() && Buffer.byteLength(name) <= maxBytes);
const bmfSchema = z.record(nameOf(1024), z.record(nameOf(64), z.strictObject(metricSchema.shape)));

async function exported(run: RunFile) {
  return bmfSchema.parse(JSON.parse(await exportedText(bencherExporter, run)));
}

test('figures with bounds where an interval is known', async () => {
  expect((await exported(measuredRun()))['slow (EQL)']).toEqual({
    latency: { value: 60 },
    'latency-p50': { value: 58, lower_value: 57, upper_value: 59 },
    'latency-p99': { value: 0, lower_value: 0, upper_value: 1 },
    'cpu-share': { value: 1 },
    memory: { value: 2_048 },
    'peak-memory': { value: 4_096 },
    allocated: { value: 5_000, lower_value: 4_000, upper_value: 6_000 },
  });
});

test('what was not measured has no entry, and a rule of which nothing was measured neither', async () => {
  expect(await exported(measuredRun())).toMatchObject({ 'unused (Lua)': { 'cpu-share': { value: 0 } } });
  expect((await exported(measuredRun()))['unused (Lua)']).not.toHaveProperty('latency');
  expect(await exported(sampleRun([{ id: 'idle', offered: 0 }]))).toEqual({});
});

test('an id that Bencher would take for something else is none', async () => {
  const uuid = '5cd55388-a19c-47c7-8ec4-f41656c2fded';
  const run = sampleRun([
    { id: uuid, cpuTimeNs: 5 },
    { id: 'quiet-bencher-ignore', cpuTimeNs: 5 },
    { id: '__proto__', cpuTimeNs: 5 },
  ]);
  expect(Object.keys(await exported(run)).sort()).toEqual([
    `${uuid} (EQL)`,
    '__proto__ (EQL)',
    'quiet-bencher-ignore (EQL)',
  ]);
});

test('it is chosen by its extension', () => {
  expect(exporterFor('out/run.bmf.json')).toBe(bencherExporter);
});

test('whatever rules are called, the file keeps to the schema and has them all', async () => {
  const measured = variedRun().rules.filter((row) => row.cpu_share !== null).length;
  expect(Object.keys(await exported(variedRun()))).toHaveLength(measured);
  const id = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constant(HOSTILE_TEXT));
  await fc.assert(
    fc.asyncProperty(id, async (hostile) => {
      expect(Object.keys(await exported(sampleRun([{ id: hostile, cpuTimeNs: 1 }])))).toHaveLength(1);
    }),
  );
});
