/**
 * A key as the view is told of it: one character for those that type one (`a`, `G`, `/`, ` `), else one of these
 * names.
 */
export type Key = string;

export const NAMED_KEYS = [
  'up',
  'down',
  'pageup',
  'pagedown',
  'home',
  'end',
  'enter',
  'escape',
  'backspace',
  'ctrl-c',
  'ctrl-l',
  'ctrl-u',
  'ctrl-z',
] as const;

/** Whether a key types a character. */
export function typesCharacter(key: Key): boolean {
  return !(NAMED_KEYS as readonly string[]).includes(key);
}
