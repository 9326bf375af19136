import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMetricsExporter, openMetricsText } from '../../../src/report/exporters/open-metrics.ts';
import { exporterFor } from '../../../src/report/exporters/registry.ts';
import type { RuleRow, RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';
import { figuresByRule, metricSamples } from './metric-samples.ts';
import { hasReferenceParser, referenceComplaint } from './reference-parser.ts';

/** A run of one rule, of which some figures are as given. */
function runWith(row: Partial<RuleRow>, run: Partial<RunFile> = {}): RunFile {
  const sample = sampleRun([{ id: 'one' }]);
  return { ...sample, ...run, rules: [{ ...sample.rules[0]!, ...row }] };
}

/** Everything a run can be without: what was profiled. */
const PROFILED = runWith(
  {
    gc_ns: 7,
    p50_latency_ns: 1_500.5,
    p90_latency_ns: 2_000,
    p99_latency_ns: null,
    p999_latency_ns: null,
    max_latency_ns: 9_000,
    timed_evaluations: 64,
    memory_growth_bytes_per_1k_events: -12.5,
    leak: false,
  },
  {
    gc: { pauses: 4, longest_ns: 9_330_000, unplaced_ns: 0 },
    heap: { used_bytes: 100, peak_bytes: 200 },
    scheduling: { cpu_ns: 1, waiting_ns: 130_000_000, waiting_share: 0.1, idle_ns: 5 },
  },
);

describe('the text', () => {
  test('of a run without profiling', () => {
    expect(openMetricsText(variedRun())).toMatchSnapshot();
  });

  test('of a profiled one', () => {
    expect(openMetricsText(PROFILED)).toMatchSnapshot();
  });

  test('of a run without rules and warnings has no family without samples', () => {
    const text = openMetricsText({ ...sampleRun([]), warnings: [] });
    const families = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name!);
    const names = metricSamples(text).map(({ name }) => name.replace(/_(total|info)$/, ''));
    expect(families).not.toEqual([]);
    expect(new Set(names)).toEqual(new Set(families));
  });
});

describe('what it says of families', () => {
  const lines = openMetricsText(PROFILED).split('\n');

  test('ends with the end mark and one line break, and has no empty line', () => {
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    expect(lines.slice(0, -1)).not.toContain('');
  });

  test('each is described once, in one block', () => {
    const described = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]!);
    expect(new Set(described).size).toBe(described.length);
    const block: string[] = [];
    for (const line of lines.slice(0, -2)) {
      if (line.startsWith('# TYPE ')) block[0] = line.split(' ')[2]!;
      else expect(line.startsWith('# ') ? line.split(' ')[2] : line.split(/[ {]/)[0]).toContain(block[0]);
    }
  });

  test('units are base units, at the end of the name', () => {
    const units = lines.filter((line) => line.startsWith('# UNIT ')).map((line) => line.split(' '));
    expect(units).not.toEqual([]);
    for (const [, , name, unit] of units) {
      expect(['seconds', 'bytes']).toContain(unit);
      expect(name).toMatch(new RegExp(`_${unit}$`));
    }
  });
});

describe('figures', () => {
  test('null has no sample, zero has one', () => {
    const name = 'kestrel_perf_rule_memory_bytes';
    expect(figuresByRule(openMetricsText(runWith({ memory_bytes: null })), name)).toEqual({});
    expect(figuresByRule(openMetricsText(runWith({ memory_bytes: 0 })), name)).toEqual({ one: 0 });
  });

  test('a percentile that is not known is left out, and the count stays', () => {
    const samples = metricSamples(openMetricsText(PROFILED)).filter(({ name }) =>
      name.startsWith('kestrel_perf_rule_latency_seconds'),
    );
    expect(samples.map(({ name, labels, value }) => [name, labels.quantile, value])).toEqual([
      ['kestrel_perf_rule_latency_seconds', '0.5', 1.5005e-6],
      ['kestrel_perf_rule_latency_seconds', '0.9', 0.000_002],
      ['kestrel_perf_rule_latency_seconds_count', undefined, 64],
    ]);
  });

  test('the time of an alert keeps all its digits, also before 1970', () => {
    const last = (ns: bigint) =>
      /last_alert_timestamp_seconds\{.*\} (\S+)/.exec(openMetricsText(runWith({ last_hit_ns: ns })))?.[1];
    expect(last(1_714_557_600_123_456_789n)).toBe('1714557600.123456789');
    expect(last(-1n)).toBe('-0.000000001');
    expect(last(-1_500_000_000n)).toBe('-1.5');
    expect(last(2_000_000_000n)).toBe('2');
  });

  test('warnings are added up by code', () => {
    const warnings = [
      { code: 'bad-line', message: 'x', count: 3 },
      { code: 'rule-leaks', message: 'y' },
      { code: 'bad-line', message: 'z', count: 2 },
    ];
    const samples = metricSamples(openMetricsText(runWith({}, { warnings }))).filter(
      ({ name }) => name === 'kestrel_perf_warnings',
    );
    expect(samples.map(({ labels, value }) => [labels.code, value])).toEqual([
      ['bad-line', 5],
      ['rule-leaks', 1],
    ]);
  });

  test('whatever they are, the parser reads them back', () => {
    const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(count, count, fc.option(count, { nil: null }), (ns, matches, memory) => {
        const text = openMetricsText(runWith({ cpu_time_ns: ns, matches, memory_bytes: memory }));
        expect(figuresByRule(text, 'kestrel_perf_rule_cpu_seconds_total')).toEqual({ one: ns / 1e9 });
        expect(figuresByRule(text, 'kestrel_perf_rule_matches_total')).toEqual({ one: matches });
        const bytes = figuresByRule(text, 'kestrel_perf_rule_memory_bytes');
        expect(bytes).toEqual(memory === null ? {} : { one: memory });
      }),
    );
  });
});

/** Ids of rules that nobody wishes for; `binary` makes lone surrogates, too. */
const anyId = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\\',
      'u{',
      '}',
      '"',
      '\n',
      '\r',
      '\0',
      '\u001b',
      '\u0085',
      '\ud800',
      'n',
      'é',
      '=',
    ),
  }),
);

describe('rule ids', () => {
  /** What `\u{1b}` stands for. */
  const read = (written: string) =>
    written.replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );

  test.each([
    ['two\nlines', 'two\nlines'],
    ['"quoted" \\ n', '"quoted" \\ n'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['cr\r\n', 'cr\\u{d}\n'],
    ['\ud800 alone, 😀 not', '\\u{d800} alone, 😀 not'],
    ['\\u{1b}', '\\u{5c}u{1b}'],
    ['__proto__', '__proto__'],
  ])('%j is read as %j', (id, expected) => {
    const [sample] = metricSamples(openMetricsText(sampleRun([{ id }]))).filter(
      ({ name }) => name === 'kestrel_perf_rule_errors_total',
    );
    expect(sample?.labels.rule_id).toBe(expected);
  });

  test('any set of ids reads back, each with its figures', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyId, { minLength: 1, maxLength: 5 }), (ids) => {
        const text = openMetricsText(sampleRun(ids.map((id, offered) => ({ id, offered }))));
        const found = metricSamples(text)
          .filter(({ name }) => name === 'kestrel_perf_rule_events_offered_total')
          .map(({ labels, value }): [string, number] => [read(labels.rule_id!), value]);
        expect(new Map(found)).toEqual(new Map(ids.map((id, offered) => [id, offered])));
        expect(found.length).toBe(ids.length);
      }),
    );
  });

  test('none puts anything on a terminal that it would obey, or breaks the encoding', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const text = openMetricsText(sampleRun([{ id }]));
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});

test('is written by --dump, by its extension', async () => {
  expect(exporterFor('out/run.openmetrics')).toBe(openMetricsExporter);
  const out = new PassThrough();
  const received = readText(out);
  await openMetricsExporter.write(variedRun(), out);
  out.end();
  expect(await received).toBe(openMetricsText(variedRun()));
});

const reference = hasReferenceParser();

describe.skipIf(!reference)(
  `the strict parser of prometheus_client${reference ? '' : ' (skipped: pip install prometheus_client)'}`,
  () => {
    test('takes every sort of run', () => {
      const hostile = sampleRun(
        fc.sample(anyId, { numRuns: 200, seed: 1 }).map((id, index) => ({ id: `${index}${id}` })),
      );
      for (const run of [variedRun(), PROFILED, sampleRun([]), hostile])
        expect(referenceComplaint(openMetricsText(run))).toBeUndefined();
    });

    test('would have complained', () => {
      expect(referenceComplaint(openMetricsText(variedRun()).replace('# EOF\n', ''))).toContain('EOF');
      expect(referenceComplaint(openMetricsText(variedRun()).replaceAll('_total{', '{'))).toContain(
        'ValueError',
      );
    });
  },
);
