import type { EventFilter, Field, Pipe, Query, SequenceStep } from './ast.ts';
import { isPlainName } from './keywords.ts';
import { MAXSPAN_UNITS } from './maxspan.ts';
import { printExpression, printField, printString } from './print-expression.ts';

/**
 * The canonical text of a query: one line, one space between words, as few brackets as the tree allows.
 * Parsing it gives the same tree up to positions, in the Kestrel dialect always and in the Elastic dialect
 * when the tree holds none of Kestrel's additions. Equal trees give equal texts.
 */
export function printQuery(query: Query): string {
  return [...queryWords(query), ...query.pipes.map(printPipe)].join(' ');
}

function queryWords(query: Query): readonly string[] {
  switch (query.kind) {
    case 'event':
      return [printFilter(query.filter)];
    case 'sample':
      return ['sample', ...printKeys(query.by), ...query.steps.map(printStep)];
    case 'sequence':
      return [
        'sequence',
        ...printKeys(query.by),
        ...(query.maxspanMs === null ? [] : [`with maxspan=${printMaxspan(query.maxspanMs)}`]),
        ...query.steps.map(printStep),
        ...(query.until === null ? [] : [`until ${printStep(query.until)}`]),
      ];
  }
}

/** `category where condition`. */
export function printFilter({ category, condition }: EventFilter): string {
  return `${printCategory(category)} where ${printExpression(condition)}`;
}

function printCategory(category: string | null): string {
  if (category === null) return 'any';
  return isPlainName(category) ? category : printString(category);
}

function printStep({ filter, by, runs, missing }: SequenceStep): string {
  const bracket = missing ? '![' : '[';
  const words = [`${bracket}${printFilter(filter)}]`, ...printKeys(by)];
  if (runs > 1) words.push(`with runs=${runs}`);
  return words.join(' ');
}

function printKeys(keys: readonly Field[]): readonly string[] {
  return keys.length === 0 ? [] : [`by ${keys.map(printField).join(', ')}`];
}

/** In the largest unit that gives a whole number. */
function printMaxspan(milliseconds: number): string {
  for (const [unit, unitMs] of MAXSPAN_UNITS) {
    if (milliseconds % unitMs === 0) return `${milliseconds / unitMs}${unit}`;
  }
  throw new RangeError(`maxspan of ${milliseconds} ms is not a whole number`);
}

function printPipe({ name, count }: Pipe): string {
  return `| ${name} ${count}`;
}
