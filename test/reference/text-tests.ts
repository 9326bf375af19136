import { type CaseRule, sameText } from './case-rule.ts';

/** The first place at or after `from` (UTF-16 units) where `part` stands in `text`; null if it does not. */
export function positionOf(text: string, part: string, from: number, rule: CaseRule): number | null {
  for (let at = from; at + part.length <= text.length; at++) {
    if (standsAt(text, part, at, rule)) return at;
  }
  return null;
}

/** The last place (UTF-16 units) where `part` stands in `text`; null if it does not. */
export function lastPositionOf(text: string, part: string, rule: CaseRule): number | null {
  for (let at = text.length - part.length; at >= 0; at--) {
    if (standsAt(text, part, at, rule)) return at;
  }
  return null;
}

export function startsWith(text: string, part: string, rule: CaseRule): boolean {
  return standsAt(text, part, 0, rule);
}

export function endsWith(text: string, part: string, rule: CaseRule): boolean {
  return part.length <= text.length && standsAt(text, part, text.length - part.length, rule);
}

function standsAt(text: string, part: string, at: number, rule: CaseRule): boolean {
  return sameText(text.slice(at, at + part.length), part, rule);
}

/** Negative, zero or positive: texts are ordered by code point, not by UTF-16 unit. */
export function compareTexts(left: string, right: string): number {
  const leftCharacters = Array.from(left);
  const rightCharacters = Array.from(right);
  const differs = leftCharacters.findIndex((character, at) => character !== rightCharacters[at]);
  if (differs < 0) return leftCharacters.length - rightCharacters.length;
  return leftCharacters[differs]!.codePointAt(0)! - (rightCharacters[differs]?.codePointAt(0) ?? -1);
}
