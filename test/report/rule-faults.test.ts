import { describe, expect, test } from 'vitest';
import { FaultLog } from '../../src/profiler/fault-log.ts';
import { faultsEntry, quarantineText, survivedText } from '../../src/report/rule-faults.ts';
import { describeWarning } from '../../src/report/warnings.ts';
import { faultOf } from './sample-run.ts';

function entryOf(...faults: readonly ReturnType<typeof faultOf>[]) {
  const log = new FaultLog();
  for (const fault of faults) log.add(0, fault);
  return faultsEntry(log.of(0)!);
}

describe('quarantineText', () => {
  test.each([
    [[faultOf({ kind: 'load', eventNumber: null, quarantined: true })], 'could not be started: it threw'],
    [[faultOf({ kind: 'time', quarantined: true })], 'was taken out of the run at event 7 (time): it threw'],
    [
      [
        faultOf(),
        faultOf(),
        faultOf({ kind: 'stack', reason: 'too deep', eventNumber: 9, quarantined: true }),
      ],
      'was taken out of the run at event 9 after 3 faults (2 error, 1 stack), the first at event 7: it threw',
    ],
  ])('%j', (faults, expected) => {
    expect(quarantineText(entryOf(...faults))).toBe(expected);
  });
});

describe('survivedText', () => {
  test.each([
    [[faultOf()], 'had a fault at event 7 (error) and went on: it threw'],
    [
      [faultOf(), faultOf({ kind: 'bad-result' })],
      'had 2 faults (1 error, 1 bad-result) and went on, the first at event 7: it threw',
    ],
    [
      [faultOf(), faultOf({ eventNumber: 8 })],
      'had 2 faults (error) and went on, the first at event 7: it threw',
    ],
  ])('%j', (faults, expected) => {
    expect(survivedText(entryOf(...faults))).toBe(expected);
  });
});

describe('the advice on a rule that was taken out', () => {
  const adviceOn = (...faults: readonly ReturnType<typeof faultOf>[]) =>
    describeWarning({ code: 'rule-quarantined', ruleId: 'r', faults: entryOf(...faults) }).advice;

  test.each([
    ['time', 'a loop that does not end at that event, or raise its time-limit-ms, or --time-limit,'],
    ['memory', 'what it keeps of every event, or raise its memory-limit-mib, or --memory-limit,'],
    ['stack', 'a function that calls itself without end'],
    ['error', 'correct the rule at the place named'],
  ] as const)('of %s says what to do', (kind, remedy) => {
    expect(adviceOn(faultOf({ kind, quarantined: true }))).toContain(remedy);
  });

  test('of an error names no limit', () => {
    expect(adviceOn(faultOf({ quarantined: true }))).not.toContain('--');
  });

  test('says whether its figures cover anything', () => {
    expect(adviceOn(faultOf({ quarantined: true }))).toContain('Its figures cover the events before that');
    expect(adviceOn(faultOf({ eventNumber: null, quarantined: true }))).toContain('It saw no event');
  });
});
