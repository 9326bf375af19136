import type { FilterCensus, Rewrite, Trial } from '../../src/advice/census/census-findings.ts';
import type { RuleEvidence } from '../../src/advice/rule-evidence.ts';
import type { Span } from '../../src/engine/eql/ast.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { ruleOf } from '../support/rule.ts';

/** What a run shows of one rule; what is not given is ordinary. */
export function evidenceOf(rule: Rule | string, overrides: Partial<RuleEvidence> = {}): RuleEvidence {
  return {
    rule: typeof rule === 'string' ? ruleOf(rule) : rule,
    cpuTimeNs: 1_000_000,
    allRulesNs: 10_000_000,
    offered: 10_000,
    evaluations: 10_000,
    matches: 5,
    alerts: 5,
    quarantined: false,
    steps: [],
    peakPartialMatches: null,
    hostCalls: null,
    leak: undefined,
    census: [],
    ...overrides,
  };
}

/** What a sample shows of a filter; what is not given is nothing. */
export function censusOf(overrides: Partial<FilterCensus> = {}): FilterCensus {
  return {
    rule: 0,
    step: null,
    offered: 4_000,
    candidates: 4_000,
    matched: 2,
    clauses: [],
    absentFields: [],
    trials: [],
    ...overrides,
  };
}

/** A trial whose every round was faster: 100 ns for an event before, 40 after. */
export function trialOf(rewrite: Rewrite, overrides: Partial<Trial> = {}): Trial {
  return { rewrite, beforeNs: 100, afterNs: 40, rounds: 11, roundsFaster: 11, ...overrides };
}

/** Where a part of a one-line text stands. */
export function spanOf(text: string, part: string): Span {
  const offset = text.indexOf(part);
  if (offset === -1) throw new Error(`"${part}" is not in the text`);
  const at = (place: number) => ({ offset: place, line: 1, column: place + 1 });
  return { start: at(offset), end: at(offset + part.length) };
}

/** A Lua rule around a script. */
export function luaRule(text: string): Rule {
  return {
    id: 'lua-rule',
    name: 'Lua rule',
    kind: 'lua',
    severity: 'medium',
    tags: [],
    file: 'rule.lua',
    text,
    origin: { file: 'rule.lua', line: 1, column: 1 },
    settings: { category: null, fields: new Map(), regexes: [], globs: [], limits: {} },
  };
}
