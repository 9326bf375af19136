import type { Diagnostic } from '../engine/diagnostic.ts';

/** Budgets that cannot be understood: what is wrong, each with its place. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
  /** At least one. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join('; '));
    this.diagnostics = diagnostics;
  }
}
