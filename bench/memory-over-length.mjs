/**
 * Whether memory grows with the stream: `npm run bench:memory -- EVENTS RULES`. Replays the same recording
 * 1, 5 and 20 times over, each in a fresh process, and prints the largest resident size.
 */
import { inChild } from './in-child.mjs';

const [events, rules] = process.argv.slice(2);
if (events === undefined || rules === undefined)
  throw new Error('usage: npm run bench:memory -- EVENTS RULES');

for (const times of [1, 5, 20]) {
  const files = Array.from({ length: times }, () => events);
  const report = await inChild(['replay', rules, ...files]);
  const megabytes = (report.maxResidentBytes / 1e6).toFixed(0);
  console.log(`${String(times).padStart(2)}x  ${report.events} events  ${megabytes} MB resident at most`);
}
