import { countText } from '../../figure-text.ts';
import type { RunFile } from '../../run-file.ts';

/** Whether the figures can be relied on, in a line. */
export interface Trust {
  readonly level: 'good' | 'care' | 'bad';
  readonly text: string;
}

/** What the accounts, the warnings and the budgets of a run say together; the worst leads. */
export function trustOf({ conservation, warnings, budgets }: RunFile): Trust {
  const broken = budgets.some(({ effect }) => effect === 'fail') ? ' A budget is broken.' : '';
  const warned =
    warnings.length === 1 ? 'there is 1 warning' : `there are ${countText(warnings.length)} warnings`;
  if (!conservation.within_tolerance) {
    return { level: 'bad', text: `Do not rely on these times: they do not add up, and ${warned}.${broken}` };
  }
  if (warnings.length > 0) return { level: 'care', text: `Times add up, but ${warned}.${broken}` };
  return {
    level: broken === '' ? 'good' : 'care',
    text: `Times add up, and there are no warnings.${broken}`,
  };
}
