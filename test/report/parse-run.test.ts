import { stringify } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import { parseRun, RunFileError } from '../../src/report/parse-run.ts';
import { variedRun } from './sample-run.ts';

function text(change: (run: Record<string, unknown>) => void = () => {}): string {
  const run: Record<string, unknown> = structuredClone(variedRun());
  change(run);
  return stringify(run)!;
}

describe('parseRun', () => {
  test('reads back what was written, nanoseconds beyond 2^53 and small ones alike', () => {
    const run = parseRun(text(), 'run.json');
    expect(run).toEqual(variedRun());
    expect(run.rules[0]!.last_hit_ns).toBe(1_714_557_600_123_456_789n);
    expect(run.rules[1]!.last_hit_ns).toBe(2n);
  });

  test('ignores keys it does not know: a later version may add some', () => {
    expect(
      parseRun(
        text((run) => (run.extra = { deep: 1 })),
        'run.json',
      ),
    ).toEqual(variedRun());
  });

  test.each([
    ['no JSON', '{', /^run\.json is not JSON: /],
    ['another kind of JSON', '[]', /^run\.json is not a run file: the top level: /],
    ['another version', text((run) => (run.schema_version = 2)), /version 2; this program reads version 1/],
    ['a missing key', text((run) => delete run.phases), /^run\.json is not a run file: phases: /],
    [
      'a wrong value',
      text((run) => ((run.rules as Record<string, unknown>[])[3]!.cpu_time_ns = 'x')),
      /^run\.json is not a run file: rules\[3\]\.cpu_time_ns: /,
    ],
    [
      'a fraction of a nanosecond',
      text((run) => ((run.rules as Record<string, unknown>[])[0]!.last_hit_ns = 1.5)),
      /rules\[0\]\.last_hit_ns: /,
    ],
  ])('refuses %s, saying where', (_, broken, message) => {
    expect(() => parseRun(broken, 'run.json')).toThrow(RunFileError);
    expect(() => parseRun(broken, 'run.json')).toThrow(message);
  });

  test('a prototype key in a file is only a key', () => {
    const hostile = text().replace('{', '{"__proto__":{"polluted":true},"constructor":1,');
    expect(parseRun(hostile, 'run.json')).toEqual(variedRun());
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
