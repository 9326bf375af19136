import { compileStages } from '../eql/compile/condition.ts';
import type { BatchCondition } from '../eql/compile/script-builder.ts';

/** Several, each a script of its own: of those V8 builds none into its caller, as it cannot with the rules of a pack. */
export const SEVERAL_SCRIPTS = 4;
/** After so many V8 has compiled a condition to machine code, as it has those of rules. */
const WARM_UP_RUNS = 100;
const WARM_UP_ROWS = 1_024;

let conditions: readonly BatchCondition[] | undefined;

/**
 * Conditions that hold for every row and look at nothing: what is left when the work of a rule is taken away. They
 * are compiled as rules are, once for all, and have run often enough to be as fast as they get.
 */
export function emptyConditions(): readonly BatchCondition[] {
  conditions ??= Array.from({ length: SEVERAL_SCRIPTS }, (_, at) => warmCondition(`kestrel-empty:///${at}`));
  return conditions;
}

function warmCondition(url: string): BatchCondition {
  const condition = compileStages([[]], 'elastic', url).bind(() => [])[0]!;
  const rows = new Int32Array(WARM_UP_ROWS);
  for (let run = 0; run < WARM_UP_RUNS; run++) condition(rows, WARM_UP_ROWS, rows);
  return condition;
}
