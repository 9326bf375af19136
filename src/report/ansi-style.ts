/** The few terminal styles that diagnostics use, as SGR codes. */
const CODES = { bold: '1', red: '31', yellow: '33', cyan: '36' } as const;

export type Style = keyof typeof CODES;

/** The text in a style, or as it is where colour is off. */
export function styled(text: string, style: Style, color: boolean): string {
  return color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
}
