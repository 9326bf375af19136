import { basename } from 'node:path';

/** What a replay is called: `replay intrusion.ndjson and 2 more`. @param inputs names of its recordings; not to be trusted */
export function runTitle(inputs: readonly string[]): string {
  const [first, ...others] = inputs;
  if (first === undefined) return 'replay';
  const rest = others.length === 0 ? '' : ` and ${others.length} more`;
  return `replay ${basename(first)}${rest}`;
}
