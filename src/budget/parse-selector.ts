import { nearestName } from '../engine/eql/nearest-name.ts';
import { SEVERITIES } from '../engine/pack/severity.ts';
import { RULE_TYPES } from '../report/rule-type.ts';
import { GrammarError } from './grammar-error.ts';
import type { Metric } from './metric.ts';
import { METRICS } from './metrics.ts';
import { SELECTOR_KEYS, type Selector, type SelectorKey } from './selector.ts';

/** A metric and which rules are meant: `rule_latency{rule:proc-*}`. */
export interface MetricSelector {
  readonly metric: Metric;
  readonly selector: Selector;
  /** Characters of the text that it takes. */
  readonly length: number;
}

/** No name comes near this. */
const MAX_CHARACTERS = 2_000;

/** One `key:value` with what follows it; a value in double quotes may hold commas and braces. Takes linear time. */
const PAIR = /([^:,{}"]*):(\s*"(?:[^"\\]|\\.)*"\s*|[^,{}"]*)([,}])/y;

/**
 * Parses the metric and selector that a text begins with; what follows is the caller's.
 * @throws GrammarError with the place in the text
 */
export function parseSelector(text: string): MetricSelector {
  if (text.length > MAX_CHARACTERS)
    throw new GrammarError(`a budget has at most ${MAX_CHARACTERS} characters`, 0, 1);
  const [start, name] = /^\s*([^{}:\s]*)/.exec(text) as unknown as [string, string];
  const metric = METRICS.get(name);
  const nameAt = start.length - name.length;
  if (metric === undefined)
    throw new GrammarError('there is no such metric', nameAt, name.length, metricAdvice(name));
  if (text[start.length] !== '{') return { metric, selector: new Map(), length: start.length };
  if (metric.scope === 'run')
    throw new GrammarError(
      `${name} is of the whole run and takes no selector`,
      start.length,
      text.length - start.length,
      `Write ${name} alone`,
    );
  return { metric, ...pairs(text, start.length) };
}

function pairs(text: string, braceAt: number): Omit<MetricSelector, 'metric'> {
  const selector = new Map<SelectorKey, string>();
  let at = braceAt + 1;
  for (;;) {
    PAIR.lastIndex = at;
    const found = PAIR.exec(text);
    if (found === null)
      throw new GrammarError(
        'this is not a selector',
        braceAt,
        text.length - braceAt,
        'Write {rule:name}, several with commas; put values that hold a comma or brace in double quotes',
      );
    const [all, keyPart, valuePart, end] = found as unknown as [string, string, string, string];
    const key = keyPart.trim();
    const keyAt = at + leadingBlanks(keyPart);
    const known = keyOf(key, keyAt);
    const valueAt = at + keyPart.length + 1 + leadingBlanks(valuePart);
    if (selector.has(known))
      throw new GrammarError(`${known} is given twice`, keyAt, key.length, 'Leave one of them out');
    selector.set(known, wantedOf(known, valuePart.trim(), valueAt));
    at += all.length;
    if (end === '}') return { selector, length: at };
  }
}

function leadingBlanks(text: string): number {
  return text.length - text.trimStart().length;
}

function keyOf(key: string, offset: number): SelectorKey {
  const known = SELECTOR_KEYS.find((one) => one === key);
  if (known !== undefined) return known;
  const advice = `Rules are selected by ${SELECTOR_KEYS.join(', ')}`;
  throw new GrammarError('rules cannot be selected by this', offset, key.length, advice);
}

function wantedOf(key: SelectorKey, written: string, offset: number): string {
  const value = written.startsWith('"') ? written.slice(1, -1).replace(/\\(.)/g, '$1') : written;
  if (value === '')
    throw new GrammarError(`it is not said which ${key} is meant`, offset, 1, `Write {${key}:…}`);
  const allowed: readonly string[] | undefined =
    key === 'type' ? RULE_TYPES : key === 'severity' ? SEVERITIES : undefined;
  if (allowed !== undefined && !allowed.some((one) => one.toLowerCase() === value.toLowerCase()))
    throw new GrammarError(
      `there is no such ${key}`,
      offset,
      written.length,
      `There are ${allowed.join(', ')}`,
    );
  return value;
}

function metricAdvice(name: string): string {
  const near = nearestName(name, METRICS.keys());
  return near === undefined ? `There are ${[...METRICS.keys()].join(', ')}` : `Did you mean ${near}?`;
}
