import { compileFunction } from 'node:vm';
import { ruleUrl } from '../rule-url.ts';

/** Calls code and returns what it returns; what it throws passes through. */
export type RuleWrapper = <T>(code: () => T) => T;

/**
 * A function of a script of its own that carries the rule's address, to call a Lua or Wasm rule through. The frames of
 * such rules name no rule in a profile: one interpreter runs all Lua, and a module has an address that says nothing.
 * Below them is the wrapper's frame then. Nothing of the rule gets into the script but its address.
 */
export function ruleWrapper(ruleId: string): RuleWrapper {
  return compileFunction('return code();', ['code'], { filename: ruleUrl(ruleId) }) as RuleWrapper;
}
