import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { parse as parseCsv } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_KEYS, csvExporter } from '../../../src/report/exporters/csv.ts';
import type { Exporter } from '../../../src/report/exporters/exporter.ts';
import { jsonExporter } from '../../../src/report/exporters/json.ts';
import { EXPORTERS, exporterFor, UnknownFormatError } from '../../../src/report/exporters/registry.ts';
import { parseRun } from '../../../src/report/parse-run.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';

async function exported(exporter: Exporter, run: RunFile): Promise<string> {
  const out = new PassThrough();
  const received = readText(out);
  await exporter.write(run, out);
  expect(out.writableEnded).toBe(false);
  out.end();
  return received;
}

type CsvRecord = Record<string, string>;

function readCsv(text: string): CsvRecord[] {
  return parseCsv(text, { columns: true });
}

describe('json', () => {
  test('the whole run', async () => {
    expect(await exported(jsonExporter, variedRun())).toMatchSnapshot();
  });

  test('reads back as the same run, and with JSON.parse', async () => {
    const text = await exported(jsonExporter, variedRun());
    expect(parseRun(text, 'run.json')).toEqual(variedRun());
    expect(JSON.parse(text).rules.map((row: { rule_id: string }) => row.rule_id)).toEqual(
      variedRun().rules.map((row) => row.rule_id),
    );
  });

  test('nanoseconds beyond 2^53 are written to the last digit, as numbers', async () => {
    expect(await exported(jsonExporter, variedRun())).toContain('"last_hit_ns": 1714557600123456789,');
  });
});

describe('csv', () => {
  test('one row per rule under the names of the run file', async () => {
    expect(await exported(csvExporter, variedRun())).toMatchSnapshot();
  });

  test('another reader finds every value', async () => {
    const rows = readCsv(await exported(csvExporter, variedRun()));
    expect(Object.keys(rows[0]!)).toEqual(CSV_KEYS);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({
      rule_id: 'slow-regex',
      type: 'EQL',
      memory_bytes: '',
      cpu_time_ns: '60000000',
      last_hit_ns: '1714557600123456789',
      quarantined: 'false',
    });
    expect(rows[1]).toMatchObject({ rule_id: 'noisy', tags: 'T1059;a;b' });
  });

  test('an empty list is not what was not looked at', async () => {
    const run = sampleRun([{ id: 'a' }, { id: 'b' }]);
    const rules = run.rules.map((row, at) => ({ ...row, tags: [], advice: at === 0 ? [] : null }));
    const [looked, not] = readCsv(await exported(csvExporter, { ...run, rules }));
    expect([looked!.advice, not!.advice]).toEqual(['[]', '']);
    expect(looked!.tags).toBe('');
  });

  test('a pack without rules gives the header alone', async () => {
    expect(await exported(csvExporter, sampleRun([]))).toBe(
      `${CSV_KEYS.map((key) => `"${key}"`).join(',')}\n`,
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
    'defuses a cell that starts like %j',
    async (id) => {
      const [row] = readCsv(await exported(csvExporter, sampleRun([{ id, name: id, tags: [id] }])));
      expect([row!.rule_id, row!.name, row!.tags]).toEqual([`'${id}`, `'${id}`, `'${id}`]);
    },
  );

  test('any id reads back, and no cell begins a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (id) => {
        const [row] = readCsv(await exported(csvExporter, sampleRun([{ id }])));
        expect([id, `'${id}`]).toContain(row!.rule_id);
        expect(row!.rule_id).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('exporterFor', () => {
  test('goes by the extension in any case; standard output is JSON', () => {
    expect(exporterFor('out/run.json')).toBe(jsonExporter);
    expect(exporterFor('RUN.CSV')).toBe(csvExporter);
    expect(exporterFor('out/speedscope.json')).toBe(jsonExporter);
    expect(exporterFor('run.1.speedscope.json')).not.toBe(jsonExporter);
    expect(exporterFor('-')).toBe(jsonExporter);
  });

  test('finds every exporter by each of its extensions', () => {
    for (const exporter of EXPORTERS) {
      for (const extension of exporter.extensions) expect(exporterFor(`run${extension}`)).toBe(exporter);
    }
  });

  test.each([
    [
      'run.xlsx',
      'cannot tell the format of run.xlsx: it has the unknown extension .xlsx. Known are .speedscope.json, .benchmark.json, .bmf.json, .json, .csv, .cpuprofile',
    ],
    [
      'run',
      'cannot tell the format of run: it has no extension. Known are .speedscope.json, .benchmark.json, .bmf.json, .json, .csv, .cpuprofile',
    ],
  ])('%s: lists what it knows', (target, message) => {
    expect(() => exporterFor(target)).toThrow(UnknownFormatError);
    expect(() => exporterFor(target)).toThrow(message);
  });
});
