import { describe, expect, test } from 'vitest';
import { hottestSpots, noHotSpotsText } from '../../src/report/hot-spots-text.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { tableText } from '../../src/report/table-text.ts';
import { sampleRun } from './sample-run.ts';

const SPOT = { kind: 'clause', line: 3, column: 5, interval: null, samples: 30 } as const;

function sampled(): RunFile {
  const run = sampleRun([
    { id: 'eql-rule', cpuTimeNs: 6e6, offered: 1 },
    { id: 'lua-rule', kind: 'lua', cpuTimeNs: 4e6, offered: 1 },
  ]);
  const [eql, lua] = run.rules;
  const sampling: RunFile['sampling'] = {
    interval_us: 1_000,
    observed_interval_us: 1_050,
    samples: 120,
    rule_samples: 100,
    hot_spots: [
      { ...SPOT, rule_id: 'eql-rule', text: 'process.args like "*x*"', share: 0.3, interval: [0.22, 0.4] },
      { ...SPOT, rule_id: 'eql-rule', text: 'process.pid == 1\u001b[2J', line: 4, share: 0.1 },
      { ...SPOT, rule_id: 'gone', text: 'of no rule', share: 0.05 },
    ],
    other_samples: { decode: 20 },
    unattributed_share: 0,
    missed_share: 0,
    start_ns: 1,
    read_ns: 1,
  };
  const line = { ...SPOT, kind: 'line', text: 'x = x + 1', line: 7, column: null, share: 0.5 } as const;
  return {
    ...run,
    sampling,
    rules: [
      { ...eql!, hot_spots: [{ ...SPOT, text: 'process.args like "*x*"', share: 0.75 }] },
      { ...lua!, hot_spots: [line] },
    ],
  };
}

describe('hottestSpots', () => {
  test('of all rules, the hottest first; lines of Lua by what the accounts say of the rule', () => {
    expect(
      hottestSpots(sampled()).map(({ row, spot, shareOfRule, shareOfRules }) => [
        row.rule_id,
        spot.text,
        shareOfRule,
        shareOfRules,
      ]),
    ).toEqual([
      ['eql-rule', 'process.args like "*x*"', 0.75, 0.3],
      ['lua-rule', 'x = x + 1', 0.5, 0.2],
      ['eql-rule', 'process.pid == 1\u001b[2J', null, 0.1],
    ]);
  });
});

describe('in the report', () => {
  const text = tableText(sampled(), {
    sort: 'cpu',
    filter: 'all',
    topN: 10,
    widthColumns: 120,
    color: false,
  });

  test('each with its rule, its place and its shares', () => {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.startsWith('hot spot'));
    expect(lines.slice(at, at + 4)).toMatchObject([
      expect.stringMatching(/^hot spot +rule +at +of rule +of rules$/),
      expect.stringMatching(
        /^process\.args like "\*x\*" +eql-rule +eql-rule\.eql:3:5 +75\.0 % +30\.0 % ±10\.0$/,
      ),
      expect.stringMatching(/^x = x \+ 1 +lua-rule +line 7 +50\.0 % +20\.0 %$/),
      expect.stringMatching(/^process\.pid == 1 +eql-rule +eql-rule\.eql:4:5 +- +10\.0 %$/),
    ]);
  });

  test('text of rules cannot command the terminal', () => {
    expect(text).not.toContain('\u001b');
  });
});

describe('noHotSpotsText', () => {
  test('says why there are none, where the run was sampled', () => {
    const run = sampled();
    const few = { ...run, sampling: { ...run.sampling!, rule_samples: 7, hot_spots: [] } };
    expect(noHotSpotsText(few)).toMatch(/^No hot spots: 7 samples of rules are too few/);
    expect(noHotSpotsText({ ...run, sampling: null })).toBeNull();
    expect(noHotSpotsText({ ...few, rules: [] })).toBeNull();
  });
});
