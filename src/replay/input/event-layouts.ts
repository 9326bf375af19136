import type { EventLayout } from '../../engine/events/scanned-event.ts';

/** So many beginnings of lists of paths are kept; a recording has hundreds, however many events. */
const MAX_STEPS = 16_384;

/** A list of paths that events begin with. */
export interface LayoutStep {
  /** Of an event that has these paths and no other. */
  readonly layout: EventLayout;
  /** The member that followed last time, and the step with it. */
  latestMember: number;
  latestStep: LayoutStep | undefined;
  readonly steps: Map<number, LayoutStep>;
}

/** The layouts of the events of a recording: those that have the same paths in the same order share one. */
export class EventLayouts {
  /** That of an event without any path. */
  readonly start: LayoutStep = newStep(new Map());
  readonly #pathOf: readonly string[];
  #steps = 1;

  /** @param pathOf the path of each member */
  constructor(pathOf: readonly string[]) {
    this.#pathOf = pathOf;
  }

  /** The step with one more member; undefined where the events are of more sorts than are kept. */
  next(step: LayoutStep, member: number): LayoutStep | undefined {
    if (step.latestMember === member) return step.latestStep;
    const next = step.steps.get(member) ?? this.#add(step, member);
    if (next === undefined) return undefined;
    step.latestMember = member;
    step.latestStep = next;
    return next;
  }

  #add(step: LayoutStep, member: number): LayoutStep | undefined {
    if (this.#steps === MAX_STEPS) return undefined;
    this.#steps++;
    const added = newStep(new Map([...step.layout, [this.#pathOf[member]!, step.layout.size]]));
    step.steps.set(member, added);
    return added;
  }
}

function newStep(layout: EventLayout): LayoutStep {
  return { layout, latestMember: -1, latestStep: undefined, steps: new Map() };
}
