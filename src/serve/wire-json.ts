/**
 * A value as the JSON that viewers of a run are sent: on one line, exact integers (`bigint`) as decimal strings, numbers
 * that are none (NaN, infinite) as null.
 */
export function wireJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}
