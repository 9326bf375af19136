/**
 * Whether a rule is among those that a reader asks for.
 *
 * @param asked part of a text, in any case; after a `!` it must be in none of them. Empty: every rule matches
 * @param texts those of the rule: its label, its id, its name
 */
export function isRuleTextMatch(asked: string, texts: readonly string[]): boolean {
  const isInverted = asked.startsWith('!');
  const wanted = (isInverted ? asked.slice(1) : asked).toLowerCase();
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted)) !== isInverted;
}
