import type { Group } from '../group.ts';
import { decode } from './decode.ts';
import { eqlOperators } from './eql-operators.ts';
import { extract } from './extract.ts';
import { jobs } from './jobs.ts';
import { lua } from './lua.ts';
import { memory } from './memory.ts';
import { overhead } from './overhead.ts';
import { ruleCount } from './rule-count.ts';
import { ruleIndex } from './rule-index.ts';
import { sequences } from './sequences.ts';
import { startUp } from './start-up.ts';
import { wasm } from './wasm.ts';
import { wholeReplay } from './whole-replay.ts';

/** In the order of the table: parts of a replay first, then whole ones. */
export const ALL_GROUPS: readonly Group[] = [
  decode,
  extract,
  eqlOperators,
  sequences,
  lua,
  wasm,
  ruleIndex,
  wholeReplay,
  ruleCount,
  startUp,
  overhead,
  memory,
  jobs,
];
