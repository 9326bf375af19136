import { describe, expect, it } from 'vitest';
import { savingOf } from '../../src/advice/saving.ts';
import { censusOf, evidenceOf, spanOf, trialOf } from './evidence.ts';

const RULE = 'process where process.name == "a.exe"';
const drop = { kind: 'drop', span: spanOf(RULE, 'process.name') } as const;

describe('what a trial says would have been spared', () => {
  it('is the same share of the rule as of its condition', () => {
    const evidence = evidenceOf(RULE, { cpuTimeNs: 5_000_000, evaluations: 10_000 });
    expect(savingOf(trialOf(drop), censusOf(), evidence)?.savesNs).toBe(3_000_000);
  });
  it('of a step is never a larger share of the rule than of the condition', () => {
    const steps = [{ evaluations: 10_000, matches: 0 }];
    const evidence = evidenceOf(RULE, { cpuTimeNs: 500_000, steps });
    expect(savingOf(trialOf(drop), censusOf({ step: 0 }), evidence)?.savesNs).toBe(300_000);
  });
  it('of a step counts the evaluations of the step', () => {
    const steps = [
      { evaluations: 7, matches: 0 },
      { evaluations: 2_000, matches: 0 },
    ];
    expect(savingOf(trialOf(drop), censusOf({ step: 1 }), evidenceOf(RULE, { steps }))?.savesNs).toBe(
      120_000,
    );
    expect(
      savingOf(trialOf(drop), censusOf({ step: undefined }), evidenceOf(RULE, { steps })),
    ).toBeUndefined();
  });
  it('is not worth a change below a twentieth of the rule or a thousandth of all rules', () => {
    expect(savingOf(trialOf(drop, { afterNs: 96 }), censusOf(), evidenceOf(RULE))).toBeUndefined();
    expect(savingOf(trialOf(drop, { afterNs: 94 }), censusOf(), evidenceOf(RULE))).toBeDefined();
    expect(savingOf(trialOf(drop), censusOf(), evidenceOf(RULE, { allRulesNs: 1e9 }))).toBeUndefined();
  });
  it('is not believed where rounds disagree', () => {
    expect(savingOf(trialOf(drop, { roundsFaster: 8 }), censusOf(), evidenceOf(RULE))).toBeUndefined();
    expect(savingOf(trialOf(drop, { roundsFaster: 9 }), censusOf(), evidenceOf(RULE))).toBeDefined();
  });
});
