import type { TraceFrame } from '../../profiler/sampling/sample-trace.ts';
import type { RuleRow } from '../run-file.ts';

/** What stands between a rule and its clause in the name of a frame. */
const SEPARATOR = ' > ';

/**
 * Tells whose the frames of a trace are, by their number: those of a rule have its file, and its id or its id and a clause
 * as their name. Of all others, undefined.
 */
export function ruleOfFrame(
  rules: readonly RuleRow[],
  frames: readonly TraceFrame[],
): (frame: number) => RuleRow | undefined {
  const rows = new Map(rules.map((row) => [keyOf(row.file, row.rule_id), row]));
  const owners = frames.map(({ name, file }) => {
    const whole = rows.get(keyOf(file, name));
    if (whole !== undefined) return whole;
    // Ids and clauses may both hold what stands between them.
    for (let end = name.indexOf(SEPARATOR); end !== -1; end = name.indexOf(SEPARATOR, end + 1)) {
      const row = rows.get(keyOf(file, name.slice(0, end)));
      if (row !== undefined) return row;
    }
    return undefined;
  });
  return (frame) => owners[frame];
}

function keyOf(file: string, id: string): string {
  return JSON.stringify([file, id]);
}
