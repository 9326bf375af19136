import type { Diagnostic } from '../engine/diagnostic.ts';
import type { Budget } from './budget.ts';
import { BudgetError } from './budget-error.ts';
import { GrammarError, partAt } from './grammar-error.ts';
import { makeBudget } from './make-budget.ts';
import { parseSelector } from './parse-selector.ts';
import { parseThreshold } from './parse-threshold.ts';

/** What errors and reports name as the place of such a budget. */
export const ASSERT_SOURCE = '--assert';

/**
 * Parses a budget on one line, `rule_latency{rule:x}: p(99)<50us`, of level error.
 * @throws BudgetError
 */
export function parseAssert(text: string): Budget {
  try {
    const { metric, selector, length } = parseSelector(text);
    const [gap, colon] = /^\s*(:?)/.exec(text.slice(length)) as unknown as [string, string];
    if (colon === '')
      throw new GrammarError(
        'a colon has to stand between metric and threshold',
        length,
        1,
        "Write 'rule_latency{rule:name}: p(99)<50us'",
      );
    const at = length + gap.length;
    const threshold = partAt(at, () => parseThreshold(text.slice(at), metric));
    return makeBudget({
      name: text.slice(0, length).trim(),
      source: ASSERT_SOURCE,
      metric,
      selector,
      threshold,
    });
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    throw new BudgetError([assertDiagnostic(text, error)]);
  }
}

function assertDiagnostic(text: string, { message, offset, length, advice }: GrammarError): Diagnostic {
  return {
    severity: 'error',
    code: 'budget',
    file: ASSERT_SOURCE,
    line: 1,
    column: offset + 1,
    length,
    sourceLine: text.replaceAll(/[\r\n]/g, ' '),
    message,
    ...(advice !== undefined && { advice }),
  };
}
