import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { json as readJson } from 'node:stream/consumers';
import { CPUProfileDataModel } from '@paulirish/trace_engine/models/cpu_profile/CPUProfileDataModel.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SampleTrace } from '../../../src/profiler/sampling/sample-trace.ts';
import { cpuprofileExporter } from '../../../src/report/exporters/cpuprofile.ts';
import { type Exporter, NoSamplesError } from '../../../src/report/exporters/exporter.ts';
import { needsTrace } from '../../../src/report/exporters/registry.ts';
import { speedscopeExporter } from '../../../src/report/exporters/speedscope.ts';
import { variedRun } from '../sample-run.ts';

/** `run` calls `rule`, whose clause has two of the five samples; the last sample is garbage collection. */
const TRACE: SampleTrace = {
  frames: [
    { name: 'run', file: 'file:///engine.js', line: 10, column: 3 },
    { name: 'rule', file: 'rule.eql', line: 1, column: 1 },
    { name: 'rule > process.pid == 1', file: 'rule.eql', line: 2, column: 7 },
    { name: '(garbage collector)', file: '', line: null, column: null },
  ],
  nodeFrames: [0, 1, 2, 3],
  nodeParents: [-1, 0, 1, -1],
  samples: [0, 1, 2, 2, 3],
  deltasUs: [0, 1_000, 1_100, 900, 1_000],
  dropped: 0,
};

async function exported(exporter: Exporter, trace?: SampleTrace): Promise<unknown> {
  const out = new PassThrough();
  const received = readJson(out);
  await exporter.write(variedRun(), out, trace);
  out.end();
  return received;
}

describe('cpuprofile', () => {
  test("the reader of Chrome's developer tools finds rules, clauses and their times", async () => {
    const model = new CPUProfileDataModel((await exported(cpuprofileExporter, TRACE)) as never);
    const nodes = (model.nodes() ?? []).map(({ functionName, url, lineNumber, depth, self, total }) => ({
      functionName,
      url,
      lineNumber,
      depth,
      selfMs: Math.round(self * 10) / 10,
      totalMs: Math.round(total * 10) / 10,
    }));
    expect(nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ functionName: 'rule', url: 'rule.eql', lineNumber: 0 }),
        expect.objectContaining({
          functionName: 'rule > process.pid == 1',
          url: 'rule.eql',
          lineNumber: 1,
        }),
      ]),
    );
    const clause = nodes.find(({ functionName }) => functionName.includes('>'))!;
    const rule = nodes.find(({ functionName }) => functionName === 'rule')!;
    expect(clause.depth).toBe(rule.depth + 1);
    expect(clause.selfMs).toBeGreaterThan(rule.selfMs);
    expect(rule.totalMs).toBeCloseTo(rule.selfMs + clause.selfMs, 1);
    expect(model.samples).toHaveLength(TRACE.samples.length);
  });
});

describe('speedscope', () => {
  const schemaPath = createRequire(import.meta.url).resolve(
    'speedscope/dist/release/file-format-schema.json',
  );

  test('is what its own schema asks for', async () => {
    const schema = z.fromJSONSchema(JSON.parse(await readFile(schemaPath, 'utf8')));
    const file = await exported(speedscopeExporter, TRACE);
    expect(schema.safeParse(file)).toMatchObject({ success: true });
    expect(schema.safeParse({ ...(file as object), profiles: [{ type: 'other' }] }).success).toBe(false);
  });

  test('has the stacks from the bottom up, with what each sample stands for', async () => {
    expect(await exported(speedscopeExporter, TRACE)).toMatchObject({
      exporter: 'kestrel-perf@0.1.0',
      shared: { frames: [{ name: 'run', line: 10, col: 3 }, {}, { name: 'rule > process.pid == 1' }, {}] },
      profiles: [
        {
          type: 'sampled',
          unit: 'microseconds',
          endValue: 4_000,
          samples: [[0], [0, 1], [0, 1, 2], [0, 1, 2], [3]],
          weights: [0, 1_000, 1_100, 900, 1_000],
        },
      ],
    });
  });

  test('many samples are written piece by piece and are one list', async () => {
    const samples = Array.from({ length: 12_345 }, (_, at) => at % 4);
    const trace = { ...TRACE, samples, deltasUs: samples.map(() => 7) };
    const { profiles } = (await exported(speedscopeExporter, trace)) as {
      profiles: [{ samples: number[][]; weights: number[] }];
    };
    expect(profiles[0].samples.map((stack) => stack.at(-1))).toEqual(samples);
    expect(profiles[0].weights).toHaveLength(12_345);
  });
});

test.each([cpuprofileExporter, speedscopeExporter])(
  'without samples there is nothing to write',
  async (exporter) => {
    await expect(exporter.write(variedRun(), new PassThrough())).rejects.toThrow(NoSamplesError);
  },
);

test('only formats made of samples need them', () => {
  expect(['a.json', 'a.csv', 'a.cpuprofile', 'a.speedscope.json', '-'].filter(needsTrace)).toEqual([
    'a.cpuprofile',
    'a.speedscope.json',
  ]);
});
