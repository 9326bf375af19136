const MAX_REASON_LENGTH = 300;

/** Untrusted text as a reason: no control characters, no line breaks, not too long. */
export function printableReason(text: string): string {
  // A character has at most two units; one more shows that there was more.
  const plain = text
    .slice(0, 2 * MAX_REASON_LENGTH + 2)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const characters = Array.from(plain);
  return characters.length <= MAX_REASON_LENGTH
    ? plain
    : `${characters.slice(0, MAX_REASON_LENGTH - 1).join('')}…`;
}
