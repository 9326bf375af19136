/** The ground that text without a colour of its own stands on. */
export const GROUND = '#16191f';
/** Text without a colour of its own. */
export const INK = '#d5d9e0';
/** The bar above the screen, and its text. */
export const TITLE_GROUND = '#2a2f38';
export const TITLE_INK = '#9aa3b0';

/** The 16 colours that every terminal has: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones. */
const COLORS: readonly string[] = [
  '#3b424d',
  '#ff7b72',
  '#7ee787',
  '#e3b341',
  '#79b8ff',
  '#d2a8ff',
  '#76e3ea',
  '#d5d9e0',
  '#6e7681',
  '#ffa198',
  '#a5f0ac',
  '#f2cc60',
  '#a5d6ff',
  '#e2c5ff',
  '#b3f0f5',
  '#ffffff',
];

/**
 * A colour of the terminal as SVG writes it.
 *
 * @param color its place among the 16
 * @throws Error where it is none of them: the view draws with no others
 */
export function colorOf(color: number): string {
  const text = COLORS[color];
  if (text === undefined) throw new Error(`colour ${color} of the terminal is not among the 16 of theme.ts`);
  return text;
}
