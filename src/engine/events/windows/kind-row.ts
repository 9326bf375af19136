/** One row of a table of event ids: `[ids, category, type, action, outcome]`; words separated by spaces. */
export type KindRow = readonly [
  ids: string,
  category: string,
  type: string,
  action: string | undefined,
  outcome?: 'success' | 'failure',
];

/** The event ids of a row; each is a number, or a range such as `4105-4106`. */
export function idsOf(row: KindRow): number[] {
  return row[0].split(' ').flatMap((term) => {
    const [first, last = first] = term.split('-').map(Number) as [number, number?];
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
}
