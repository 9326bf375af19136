/**
 * How often the 95 % intervals hold: `npm run proof:coverage -- EVENTS RULES [RUNS]`. Replays the same recording again
 * and again. The sampled share of each rule has an interval; its exact share, of the same run, must lie in at least
 * 90 % of them. And the five rules that cost most must be the same in all runs but one.
 */
import { conclude, runOnce } from './run-once.mjs';

const [events, rules, runs = '20'] = process.argv.slice(2);
if (events === undefined || rules === undefined)
  throw new Error('usage: npm run proof:coverage -- EVENTS RULES [RUNS]');

const LEAST_COVERAGE = 0.9;
const SAME_TOP = 0.95;
let intervals = 0;
let covering = 0;
const tops = [];
for (let run = 0; run < Number(runs); run++) {
  const { rules: rows } = await runOnce(events, rules);
  const timeNs = rows.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0);
  for (const { sampled_interval, cpu_time_ns, evaluations } of rows) {
    // Nothing is shown by rules that never ran.
    if (sampled_interval === null || evaluations === 0) continue;
    const [low, high] = sampled_interval;
    const exact = cpu_time_ns / timeNs;
    intervals++;
    if (low <= exact && exact <= high) covering++;
  }
  tops.push(
    rows
      .slice(0, 5)
      .map(({ rule_id }) => rule_id)
      .sort()
      .join(' '),
  );
}
const counts = new Map();
for (const top of tops) counts.set(top, (counts.get(top) ?? 0) + 1);
const same = Math.max(...counts.values());
for (const [top, times] of counts) console.log(`${times}x  ${top}`);
const coverage = covering / intervals;
conclude([
  {
    what: `${covering} of ${intervals} intervals hold the exact share (${(coverage * 100).toFixed(1)} %)`,
    held: intervals > 0 && coverage >= LEAST_COVERAGE,
  },
  { what: `the top five are the same in ${same} of ${runs} runs`, held: same >= SAME_TOP * Number(runs) },
]);
