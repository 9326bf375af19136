import { toCel } from '../translate/cel.ts';
import { nodeProgramPeer } from './node-program.ts';

/** One parsed expression per rule, all evaluated for each event. */
export const cel = nodeProgramPeer(
  'cel',
  '@marcbachmann/cel-js, one expression per rule',
  '@marcbachmann/cel-js',
  'cel.mjs',
  toCel,
);
