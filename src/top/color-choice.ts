/** When colours are used; the values of `--color`. */
export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export type ColorChoice = (typeof COLOR_CHOICES)[number];

/**
 * Whether styles may be written. Under `auto`: to a terminal that is not dumb, unless NO_COLOR is set and not empty
 * (no-color.org).
 */
export function allowsColor(
  choice: ColorChoice,
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (choice !== 'auto') return choice === 'always';
  return isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
