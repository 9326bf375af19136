/** Measures one group in this process, and prints its rounds as JSON: `tsx rounds-child.ts ORDER`. See `measure-group.ts`. */
import { ALL_GROUPS } from './groups/all-groups.ts';
import type { RoundsOrder } from './measure-group.ts';
import { measureRounds } from './measure-rounds.ts';

const { group, stage, pace } = JSON.parse(process.argv[2]!) as RoundsOrder;
const known = ALL_GROUPS.find(({ name }) => name === group);
if (known === undefined) throw new Error(`there is no group ${group}`);
console.log(JSON.stringify(await measureRounds(known, stage, pace)));
