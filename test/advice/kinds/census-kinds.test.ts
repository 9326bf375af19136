import { describe, expect, it } from 'vitest';
import { caseFoldingInVain } from '../../../src/advice/kinds/case-folding-in-vain.ts';
import { clauseAlwaysTrue } from '../../../src/advice/kinds/clause-always-true.ts';
import { clauseNeverTrue } from '../../../src/advice/kinds/clause-never-true.ts';
import { expensiveClauseFirst } from '../../../src/advice/kinds/expensive-clause-first.ts';
import { fieldNeverOccurs } from '../../../src/advice/kinds/field-never-occurs.ts';
import { patternCouldBePlain } from '../../../src/advice/kinds/pattern-could-be-plain.ts';
import { censusOf, evidenceOf, spanOf, trialOf } from '../evidence.ts';

const RULE = 'process where process.args regex~ ".*x.*" and process.name == "a.exe"';
const REGEX = spanOf(RULE, 'process.args regex~ ".*x.*"');
const NAME = spanOf(RULE, 'process.name == "a.exe"');
const MOVE = {
  kind: 'move',
  operator: 'and',
  moved: NAME,
  before: REGEX,
  movedSettles: 0.99,
  beforeSettles: 0.1,
} as const;
const slower = { beforeNs: 100, afterNs: 130, roundsFaster: 1 };

/** A rule whose filter was tried once. */
const tried = (trial: ReturnType<typeof trialOf>) =>
  evidenceOf(RULE, { census: [censusOf({ trials: [trial] })] });

describe('expensive-clause-first', () => {
  it('names both clauses and what the trial would have spared of the run', () => {
    const [advice] = expensiveClauseFirst(tried(trialOf(MOVE)));
    expect(advice).toMatchObject({ code: 'expensive-clause-first', span: REGEX, savesNs: 600_000 });
    expect(advice!.finding).toContain('; in trials an event took 100.0 ns, changed 40.0 ns');
    expect(advice!.action).toContain('Put `process.name == "a.exe"` before it');
    expect(advice!.evidence).toMatchObject({
      moved_settles_share: 0.99,
      before_ns_per_event: 100,
      after_ns_per_event: 40,
    });
  });
  it('is not said where the trial was no faster', () => {
    expect(expensiveClauseFirst(tried(trialOf(MOVE, slower)))).toEqual([]);
  });
});

describe('pattern-could-be-plain', () => {
  const plain = { kind: 'plain', span: REGEX, replacement: 'process.args like~ "*x*"' } as const;
  it('writes out the plain form', () => {
    const [advice] = patternCouldBePlain(tried(trialOf(plain)));
    expect(advice).toMatchObject({ code: 'pattern-could-be-plain', span: REGEX });
    expect(advice!.action).toContain('Write process.args like~ "*x*"');
  });
  it('is not said where the plain form is no faster', () => {
    expect(patternCouldBePlain(tried(trialOf(plain, slower)))).toEqual([]);
  });
});

describe('case-folding-in-vain', () => {
  const fitted = { kind: 'case', span: REGEX, values: 30 } as const;
  it('says how many values there were, and that attackers vary them', () => {
    const [advice] = caseFoldingInVain(tried(trialOf(fitted)));
    expect(advice).toMatchObject({ code: 'case-folding-in-vain', evidence: { distinct_values: 30 } });
    expect(advice!.action).toContain('attackers');
  });
  it('is not said where nothing is spared', () => {
    expect(caseFoldingInVain(tried(trialOf(fitted, slower)))).toEqual([]);
  });
});

describe('clause-always-true', () => {
  const drop = { kind: 'drop', span: NAME } as const;
  it('is said of a clause that costs and rules nothing out', () => {
    expect(clauseAlwaysTrue(tried(trialOf(drop)))).toMatchObject([
      { code: 'clause-always-true', span: NAME },
    ]);
  });
  it('is not said of one that costs nothing to speak of', () => {
    expect(clauseAlwaysTrue(tried(trialOf(drop, { afterNs: 98 })))).toEqual([]);
  });
});

describe('clause-never-true', () => {
  const clause = (span: typeof NAME, held: number, evaluated = 4_000) => ({
    span,
    isExclusion: false,
    evaluated,
    held,
    reached: evaluated,
    passed: held,
  });
  const silent = (census: Parameters<typeof censusOf>[0]) =>
    evidenceOf(RULE, { matches: 0, alerts: 0, census: [censusOf({ matched: 0, ...census })] });

  it('names the first clause that no event met, and how many more there are', () => {
    const advice = clauseNeverTrue(silent({ clauses: [clause(NAME, 0), clause(REGEX, 0)] }));
    expect(advice).toMatchObject([{ code: 'clause-never-true', span: NAME }]);
    expect(advice[0]!.finding).toContain('none of 4,000 sampled events; nor was any for 1 other clause');
  });
  it('is not said of clauses that some events met, of few events, or of a rule that matched', () => {
    expect(clauseNeverTrue(silent({ clauses: [clause(NAME, 1), clause(REGEX, 1)] }))).toEqual([]);
    expect(clauseNeverTrue(silent({ clauses: [clause(NAME, 0, 999)] }))).toEqual([]);
    const matched = evidenceOf(RULE, { census: [censusOf({ clauses: [clause(NAME, 0)] })] });
    expect(clauseNeverTrue(matched)).toEqual([]);
  });
  it('leaves it to the field that never occurs, which says why', () => {
    const absentFields = [{ path: 'process.name', span: spanOf(RULE, 'process.name') }];
    expect(clauseNeverTrue(silent({ clauses: [clause(NAME, 0)], absentFields }))).toEqual([]);
  });
  it('looks at each step of a sequence by itself', () => {
    const text =
      'sequence by user.id [process where process.name == "a"] [process where process.name == "b"]';
    const span = spanOf(text, 'process.name == "b"');
    const steps = [
      { evaluations: 9_000, matches: 9 },
      { evaluations: 9_000, matches: 0 },
    ];
    const census = [
      censusOf({ step: 0, clauses: [clause(NAME, 0)] }),
      censusOf({ step: 1, clauses: [clause(span, 0)] }),
    ];
    expect(clauseNeverTrue(evidenceOf(text, { steps, census }))).toMatchObject([{ span }]);
  });
});

describe('field-never-occurs', () => {
  const absentFields = [{ path: 'process.args', span: spanOf(RULE, 'process.args') }];
  it('is said with the number of events that were looked at', () => {
    const [advice] = fieldNeverOccurs(evidenceOf(RULE, { census: [censusOf({ absentFields })] }));
    expect(advice).toMatchObject({ code: 'field-never-occurs', evidence: { sampled_events: 4_000 } });
    expect(advice!.finding).toContain('`process.args`');
  });
  it('is not said after few events, nor where all fields occur', () => {
    expect(
      fieldNeverOccurs(evidenceOf(RULE, { census: [censusOf({ offered: 999, absentFields })] })),
    ).toEqual([]);
    expect(fieldNeverOccurs(evidenceOf(RULE, { census: [censusOf()] }))).toEqual([]);
  });
});
