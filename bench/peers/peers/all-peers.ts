import { cel } from './cel.ts';
import { duckdbAllThreads, duckdbOneThread } from './duckdb.ts';
import { jq } from './jq.ts';
import { jsonRulesEngine } from './json-rules-engine.ts';
import type { Peer } from './peer.ts';
import { pythonEql } from './python-eql.ts';

/** All that kestrel-perf is compared with. */
export const PEERS: readonly Peer[] = [
  duckdbOneThread,
  duckdbAllThreads,
  jq,
  cel,
  jsonRulesEngine,
  pythonEql,
];
