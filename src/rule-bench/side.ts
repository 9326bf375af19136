/** What a rule is benched on: events it matches, and events that reach it and that it does not match. */
export const SIDES = ['match', 'no_match'] as const;

/** One of {@link SIDES}. */
export type Side = (typeof SIDES)[number];
