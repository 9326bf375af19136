import { OPERATORS, type Operator, type Threshold } from './budget.ts';
import { GrammarError, partAt } from './grammar-error.ts';
import type { FigureSource, Metric } from './metric.ts';
import { parseQuantity } from './quantity.ts';

/** No threshold comes near this. */
const MAX_CHARACTERS = 200;

const OPERATOR_SIGNS = /[<>=!]+/;

/**
 * Parses `p(99)<50us` or `value >= 0.5` as k6 writes them, with units.
 * @throws GrammarError with the place in the text
 */
export function parseThreshold(text: string, metric: Metric): Threshold {
  if (text.length > MAX_CHARACTERS)
    throw new GrammarError(`a threshold has at most ${MAX_CHARACTERS} characters`, 0, 1);
  const example = `Write ${exampleOf(metric)}`;
  const signs = OPERATOR_SIGNS.exec(text);
  if (signs === null) throw new GrammarError('an operator is missing', text.trimEnd().length, 1, example);
  const [written] = signs;
  const operator = operatorOf(written, signs.index, example);
  const before = text.slice(0, signs.index);
  const aggregationAt = before.length - before.trimStart().length;
  const figure = partAt(aggregationAt, () => figureOf(before.trim(), metric, example));
  const after = text.slice(signs.index + written.length);
  const limitAt = signs.index + written.length + after.length - after.trimStart().length;
  const limit = partAt(limitAt, () => parseQuantity(after.trim(), metric.unit));
  return { text: text.trim(), figure, operator, limit };
}

/** A threshold that the metric could have. */
export function exampleOf({ figures, unit }: Metric): string {
  const [aggregation] = figures.keys();
  const limits = {
    ns: '<50us',
    bytes: '<4MB',
    share: '<5%',
    count: '<=100',
    'per-second': '>10000',
    flag: '==0',
  };
  return `${aggregation}${limits[unit]}`;
}

function operatorOf(written: string, offset: number, example: string): Operator {
  const sign = written === '===' ? '==' : written;
  const operator = OPERATORS.find((one) => one === sign);
  if (operator !== undefined) return operator;
  const advice =
    sign === '=' ? 'Write == for "is equal to"' : `There are ${OPERATORS.join(' ')}; ${lower(example)}`;
  throw new GrammarError(`there is no operator ${written}`, offset, written.length, advice);
}

function figureOf(aggregation: string, { name, figures, percentile }: Metric, example: string): FigureSource {
  const percent = percentOf(aggregation);
  const figure = figures.get(percent === undefined ? aggregation : `p(${percent})`);
  if (figure !== undefined) return figure;
  if (percentile !== undefined && percent !== undefined) {
    if (percent > 0 && percent < 100) return percentile(percent / 100);
    throw new GrammarError(
      'a percentile lies between 0 and 100',
      0,
      aggregation.length,
      'Write max for the longest, or such as p(95)',
    );
  }
  const known = `${[...figures.keys()].join(', ')}${percentile === undefined ? '' : ', and any other p(N),'}`;
  if (aggregation === '') throw new GrammarError('it is not said which figure is meant', 0, 1, example);
  throw new GrammarError(
    `${name} has no such figure`,
    0,
    aggregation.length,
    `A run file has ${known} of it; ${lower(example)}`,
  );
}

/** 99.9 of `p(99.9)`, `p(99.90)` and `p( 99.9 )`; undefined of anything else. */
function percentOf(aggregation: string): number | undefined {
  const [, digits] = /^p\(\s*(\d+(?:\.\d+)?)\s*\)$/.exec(aggregation) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
