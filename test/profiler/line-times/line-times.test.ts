import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/engine/rule.ts';
import { lineSpots } from '../../../src/profiler/line-times/line-spots.ts';
import { LineTimes } from '../../../src/profiler/line-times/line-times.ts';
import { luaRule } from '../../engine/lua/support.ts';
import { ruleOf } from '../../support/rule.ts';

const share = (line: number, share = 0.5) => ({ line, passes: 3, share, interval: null });

describe('line times', () => {
  const rules: readonly Rule[] = [ruleOf('any where true'), luaRule('one\n  two  \nthree'), luaRule('other')];

  it('watch Lua rules only, and tell which were watched', () => {
    const times = new LineTimes(
      rules,
      () => 0,
      () => 0,
    );
    expect([0, 1, 2].map((rule) => times.eventsToWatch(rule, 7))).toEqual([0, 0, 0]);
    expect([0, 1, 2].map((rule) => times.eventsToWatch(rule, 7))).toEqual([0, 7, 7]);
    const lines = [
      { line: 1, passes: 4, timeNs: 10 },
      { line: 2, passes: 8, timeNs: 30 },
    ];
    times.watched(1, { evaluations: 9, lines, tookNs: 70 });
    const findings = times.findings();
    expect(findings).toEqual({
      tookNs: 70,
      rules: [
        {
          rule: 1,
          evaluations: 9,
          spots: [
            { kind: 'line', text: 'two', line: 2, column: null, share: 0.75, interval: null, samples: 8 },
            { kind: 'line', text: 'one', line: 1, column: null, share: 0.25, interval: null, samples: 4 },
          ],
        },
      ],
    });
    expect(structuredClone(findings)).toEqual(findings);
  });

  it('keep to the budget', () => {
    const times = new LineTimes(
      rules,
      () => 0,
      () => 0,
    );
    times.eventsToWatch(1, 9);
    times.watched(1, { evaluations: 9, lines: [], tookNs: 1e9 });
    expect(times.eventsToWatch(1, 9)).toBe(0);
  });
});

describe('hot lines', () => {
  it('count lines as Lua does', () => {
    const spots = lineSpots(
      [1, 2, 3, 4, 5].map((line) => share(line)),
      'a\r\nb\n\rc\rd\n\ne',
    );
    expect(spots.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', '']);
  });

  it('are cut, and hold no half of a character', () => {
    const [spot] = lineSpots([share(1)], `${'a'.repeat(199)}\u{1f600}`);
    expect(spot!.text).toBe(`${'a'.repeat(199)}\ufffd`);
  });

  it('are the ten hottest of those that the source has', () => {
    const shares = Array.from({ length: 30 }, (_, at) => share(at + 3));
    const spots = lineSpots(shares, Array.from({ length: 14 }, (_, at) => `line ${at + 1}`).join('\n'));
    expect(spots.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(lineSpots([share(15)], 'one line')).toEqual([]);
  });
});
