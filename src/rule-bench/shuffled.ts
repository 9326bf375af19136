/**
 * The numbers from 0 to `count` - 1 in a random order, each order as likely (Fisher and Yates).
 *
 * @param random uniform in 0 to 1, without 1
 */
export function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [order[last], order[at]] = [order[at]!, order[last]!];
  }
  return order;
}
