import type { BudgetUnit } from '../report/verdict.ts';
import { GrammarError } from './grammar-error.ts';

/** How a limit is written in each unit, and what one of it is in the unit of the run file. */
const SUFFIXES: Readonly<Record<BudgetUnit, ReadonlyMap<string, number>>> = {
  ns: new Map([
    ['ns', 1],
    ['us', 1e3],
    ['µs', 1e3],
    ['μs', 1e3],
    ['ms', 1e6],
    ['s', 1e9],
  ]),
  bytes: new Map([
    ['B', 1],
    ['kB', 1e3],
    ['KB', 1e3],
    ['MB', 1e6],
    ['GB', 1e9],
    ['KiB', 1024],
    ['MiB', 1024 ** 2],
    ['GiB', 1024 ** 3],
  ]),
  share: new Map([
    ['', 1],
    ['%', 0.01],
  ]),
  count: new Map([['', 1]]),
  'per-second': new Map([
    ['', 1],
    ['/s', 1],
  ]),
  flag: new Map([['', 1]]),
};

const EXAMPLES: Readonly<Record<BudgetUnit, string>> = {
  ns: 'a time such as 500ns, 50us, 1.5ms or 2s',
  bytes: 'a size such as 512B, 20kB, 4MB or 64MiB',
  share: 'a share such as 5% or 0.05',
  count: 'a number such as 0 or 1000',
  'per-second': 'a number per second such as 50000',
  flag: 'true or false',
};

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/;

/**
 * The limit that a text such as `50us` sets, in the unit of the run file. Nothing needs no unit.
 * @throws GrammarError where it is no number, or its unit does not fit
 */
export function parseQuantity(text: string, unit: BudgetUnit): number {
  const advice = `Write ${EXAMPLES[unit]}`;
  if (unit === 'flag' && (text === 'true' || text === 'false')) return Number(text === 'true');
  const [digits] = NUMBER.exec(text) ?? [];
  if (digits === undefined)
    throw new GrammarError('a limit is missing: a number has to follow', 0, text.length, advice);
  const written = text.slice(digits.length);
  const suffix = written.trim();
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new GrammarError('this number is too large', 0, digits.length, advice);
  if (unit === 'flag' && value !== 0 && value !== 1)
    throw new GrammarError('this figure is true or false', 0, text.length, advice);
  const factor = SUFFIXES[unit].get(suffix);
  // Product of decimal fractions: 5 % is 0.05, not 0.05000000000000001.
  if (factor !== undefined) return Number((value * factor).toPrecision(15));
  if (suffix === '' && value === 0) return 0;
  if (suffix === '') throw new GrammarError('this limit needs a unit', 0, digits.length, advice);
  const place = digits.length + written.length - written.trimStart().length;
  throw new GrammarError('this unit does not fit the figure', place, suffix.length, advice);
}
