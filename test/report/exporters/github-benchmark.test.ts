import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { githubBenchmarkExporter } from '../../../src/report/exporters/github-benchmark.ts';
import { exporterFor } from '../../../src/report/exporters/registry.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';
import { HOSTILE_TEXT } from '../sample-verdicts.ts';
import { exportedText } from './exported-text.ts';
import { measuredRun } from './measured-run.ts';

/** What the action takes out of each entry (its `BenchmarkResult`); it drops what else there is. */
const entriesSchema = z.array(
  z.strictObject({
    name: z.string().min(1),
    unit: z.string().min(1),
    value: z.number(),
    range: z.string().optional(),
    extra: z.string().optional(),
  }),
);

async function exported(run: RunFile) {
  return entriesSchema.parse(JSON.parse(await exportedText(githubBenchmarkExporter, run)));
}

test('the run and what was measured of each rule', async () => {
  expect(await exported(measuredRun())).toEqual([
    { name: '(whole run): time per event', unit: 'ns/event', value: 100, extra: '1,000 events\n2 rules' },
    { name: 'slow: average latency', unit: 'ns/evaluation', value: 60, extra: '1,000 evaluations\n1 alerts' },
    { name: 'slow: p99 latency', unit: 'ns', value: 0, range: '0 to 1', extra: '800 timed evaluations' },
    { name: 'slow: peak memory', unit: 'bytes', value: 4_096 },
  ]);
});

test('what was not measured has no entry', async () => {
  const run = measuredRun({ avg_latency_ns: null, p99_latency_ns: null, peak_memory_bytes: null });
  expect((await exported(run)).map(({ name }) => name)).toEqual(['(whole run): time per event']);
  expect(await exported({ ...run, stream: { ...run.stream, events: 0 } })).toEqual([]);
});

test('it is chosen by its extension', () => {
  expect(exporterFor('run.benchmark.json')).toBe(githubBenchmarkExporter);
});

test('the action finds entries by name, so each has its own, and puts it into a cell between backticks', async () => {
  const names = (await exported(variedRun())).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const id = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(HOSTILE_TEXT));
  await fc.assert(
    fc.asyncProperty(id, async (hostile) => {
      for (const { name } of await exported(sampleRun([{ id: hostile, cpuTimeNs: 1, offered: 1 }])))
        expect(name).not.toMatch(/[`|\p{Cc}]/u);
    }),
  );
});
