import { toConditions } from '../translate/json-rules.ts';
import { nodeProgramPeer } from './node-program.ts';

/** One engine with all rules, run once per event. */
export const jsonRulesEngine = nodeProgramPeer(
  'json-rules-engine',
  'one engine, one run per event',
  'json-rules-engine',
  'json-rules-engine.mjs',
  toConditions,
);
