import { countText, durationText } from '../../figure-text.ts';
import type { RuleCourse } from './rule-course.ts';

/** A place along the run, as the axis of a chart has it: `0 s`, `1.2 s`, `event 4,000`. */
export function axisText(x: number, unit: RuleCourse['unit']): string {
  if (unit === 'events') return `event ${countText(x)}`;
  return x === 0 ? '0 s' : durationText(x);
}
