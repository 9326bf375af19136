const MAX_QUOTED_CHARACTERS = 60;

/** Untrusted text for use inside a message: in double quotes, escaped, and cut where it is long. */
export function quote(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_QUOTED_CHARACTERS)];
  const cut = text.length > 2 * MAX_QUOTED_CHARACTERS || characters.length > MAX_QUOTED_CHARACTERS;
  return JSON.stringify(cut ? `${characters.slice(0, MAX_QUOTED_CHARACTERS).join('')}…` : text);
}
