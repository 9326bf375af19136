import { describe, expect, it } from 'vitest';
import { EventLayouts, type LayoutStep } from '../../../src/replay/input/event-layouts.ts';

const PATHS = Array.from({ length: 20_000 }, (_, at) => `path.${at}`);

function layoutOf(layouts: EventLayouts, members: readonly number[]) {
  let step: LayoutStep | undefined = layouts.start;
  for (const member of members) step = step && layouts.next(step, member);
  return step?.layout;
}

describe('EventLayouts', () => {
  it('says where each path of an event is, in the order of the event', () => {
    const layouts = new EventLayouts(PATHS);
    expect([...layoutOf(layouts, [])!]).toEqual([]);
    expect([...layoutOf(layouts, [7, 3])!]).toEqual([
      ['path.7', 0],
      ['path.3', 1],
    ]);
    expect([...layoutOf(layouts, [3, 7])!]).toEqual([
      ['path.3', 0],
      ['path.7', 1],
    ]);
  });

  it('is shared by events that are alike', () => {
    const layouts = new EventLayouts(PATHS);
    const first = layoutOf(layouts, [1, 2, 3]);
    layoutOf(layouts, [1, 4]);
    expect(layoutOf(layouts, [1, 2, 3])).toBe(first);
  });

  it('has an end, and keeps what it has', () => {
    const layouts = new EventLayouts(PATHS);
    const layoutsOfOne = PATHS.map((_, at) => layoutOf(layouts, [at]));
    expect(layoutsOfOne.filter((layout) => layout !== undefined)).toHaveLength(16_383);
    expect(layoutOf(layouts, [0])).toBe(layoutsOfOne[0]);
    expect(layoutOf(layouts, [19_999])).toBeUndefined();
  });
});
