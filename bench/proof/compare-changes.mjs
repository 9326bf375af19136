/**
 * Whether `compare` finds what was changed and nothing else:
 * `npm run proof:compare -- [ROUNDS] [EVENTS] [COMPARISONS] [RULES]`. A pack of rules of known weight is compared with itself
 * so many times (RULES names another pack for that), and with a copy of which one rule does 30 % more, one misses an alert
 * and one is gone.
 */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeStream } from './made-stream.mjs';
import { conclude, scratchFolder } from './run-once.mjs';
import { KINDS, UNITS, writePack } from './weighted-rules.mjs';

const [rounds = '10', events = '20000', comparisons = '20', otherRules] = process.argv.slice(2);
const PROGRAM = fileURLToPath(new URL('../../bin/kestrel-perf.js', import.meta.url));
const SLOWED = { kind: /** @type {const} */ ('eql'), units: 10, id: 'slowed' };

const folder = scratchFolder();
const stream = join(folder, 'events.ndjson');
writeStream(stream, Number(events));

/** @param {string} path @param {number} units @param {string} alertsOn */
function writeSide(path, units, alertsOn) {
  const weights = KINDS.flatMap((kind) => UNITS.map((one) => ({ kind, units: one })));
  writePack(path, [...weights, { ...SLOWED, units }]);
  writeFileSync(join(path, 'alerts.eql'), `process where process.pid in (${alertsOn})`);
  writeFileSync(join(path, 'removed.eql'), 'process where process.pid == 1003');
}

const base = join(folder, 'base');
const head = join(folder, 'head');
writeSide(base, SLOWED.units, '1001, 1002');
writeSide(head, SLOWED.units * 1.3, '1001');
rmSync(join(head, 'removed.eql'));

/** @param {string} baseRules @param {string} headRules */
async function compare(baseRules, headRules) {
  const dump = join(folder, 'comparison.json');
  const args = ['compare', '--base-rules', baseRules, '--head-rules', headRules, stream];
  await promisify(execFile)(process.execPath, [PROGRAM, ...args, '-q', '--rounds', rounds, '-d', dump]);
  return JSON.parse(readFileSync(dump, 'utf8'));
}

/** @param {{ rules: { rule_id: string, time: { verdict: string, ratio: number }, counters: unknown[] }[] }} comparison */
function changesOf({ rules }) {
  return rules
    .filter(({ time, counters }) => ['slower', 'faster'].includes(time.verdict) || counters.length > 0)
    .map(({ rule_id, time }) => `${rule_id} ${time.verdict} ${time.ratio?.toFixed(3) ?? '-'}`);
}

let alarms = 0;
for (let at = 0; at < Number(comparisons); at++) {
  const comparison = await compare(otherRules ?? base, otherRules ?? base);
  const changes = changesOf(comparison);
  const judged = comparison.rules.filter(({ time }) => time.p_value !== null).length;
  console.log(`against itself ${at + 1}: ${judged} rules judged, ${changes.join(', ') || 'no change'}`);
  if (changes.length > 0) alarms++;
}

const changed = await compare(base, head);
const changes = changesOf(changed);
const removed = changed.removed.map(({ rule_id }) => rule_id).join();
console.log(`changed: ${changes.join(', ')}; removed: ${removed}`);
const ofRule = (/** @type {string} */ id) => changed.rules.find(({ rule_id }) => rule_id === id);
conclude([
  {
    what: `no change in at least 19 of 20 against itself (${alarms} of ${comparisons} had one)`,
    held: alarms * 20 <= Number(comparisons),
  },
  { what: 'the rule that does 30 % more is slower', held: ofRule('slowed').time.verdict === 'slower' },
  { what: 'the alert that is missed is lost', held: ofRule('alerts').alerts.first_lost.join() === '3' },
  { what: 'the rule that is gone was removed', held: removed === 'removed' },
  { what: 'nothing else changed', held: changes.length === 2 },
]);
