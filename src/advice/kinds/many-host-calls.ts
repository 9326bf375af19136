import type { Rule } from '../../engine/rule.ts';
import { countText } from '../../report/figure-text.ts';
import type { AdviceKind } from '../advice-kind.ts';

/** Fewer calls for an event are what a rule needs. */
const MIN_CALLS_PER_EVALUATION = 5;
/** How often, on average, a rule asks the same for one event before that is worth a word. */
const MIN_REPEATS = 2;

/**
 * A Lua or Wasm rule that asks the host the same several times for one event. Which calls repeat is not measured; that
 * some do follows from there being more calls for an event than different ones to make.
 */
export const manyHostCalls: AdviceKind = ({ rule, hostCalls, evaluations }) => {
  const different = differentCalls(rule);
  if (hostCalls === null || evaluations === 0 || different === undefined) return [];
  const perEvaluation = hostCalls / evaluations;
  if (perEvaluation < MIN_CALLS_PER_EVALUATION || perEvaluation < MIN_REPEATS * different) return [];
  const calls = countText(Math.round(perEvaluation));
  return [
    {
      code: 'many-host-calls',
      finding: `it called the host ${calls} times for each evaluation, with no more than ${countText(different)} different calls to make`,
      action: 'Ask for a field once, before any loop, and keep the answer in a local variable',
      evidence: { host_calls: hostCalls, evaluations, different_calls: different },
      savesNs: null,
    },
  ];
};

/** A call of the table `kestrel` without calls inside its brackets. */
const LUA_CALL = /\bkestrel\.(\w+)\s*\(([^()]*)\)/g;
/** What is asked for, written out: behind the event a text or a number, or nothing. */
const LITERAL_ARGUMENTS = /^ ?\w* ?(?:, ?(?:"[^"]*"|'[^']*'|\d+) ?)?$/;

/** An upper limit of the different calls a rule can make for one event; undefined where it cannot be told. */
function differentCalls(rule: Rule): number | undefined {
  if (rule.kind === 'wasm') {
    const { fields, regexes, globs } = rule.settings;
    // Each field can be read as four types and captured; one more call raises the alert.
    return 1 + 5 * fields.size + regexes.length + globs.length;
  }
  if (rule.kind !== 'lua') return undefined;
  // One blank for many: megabytes of them would make the pattern below take hours.
  const calls = Array.from(rule.text.matchAll(LUA_CALL), ([, name, args]) => ({
    name,
    args: args!.replace(/\s+/g, ' '),
  }));
  const mentions = rule.text.match(/\bkestrel\b/g)?.length ?? 0;
  // Where the table is used in some other way, or what is asked for is put together, it may be anything.
  if (calls.length === 0 || mentions > calls.length) return undefined;
  if (!calls.every(({ args }) => LITERAL_ARGUMENTS.test(args))) return undefined;
  return new Set(calls.map(({ name, args }) => `${name}(${args.trim()})`)).size;
}
