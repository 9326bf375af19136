import { styleText } from 'node:util';
import type { CostLevel } from '../model/cost-level.ts';

export type Style = 'bold' | 'dim' | 'inverse' | 'red' | 'yellow' | 'green' | 'cyan';

/** Puts a text in a style. The text must be printable: see `printable`. */
export type Paint = (style: Style, text: string) => string;

/** @param color false leaves texts as they are: the caller has looked at NO_COLOR and the terminal */
export function createPaint(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

const STYLE_OF_LEVEL: Readonly<Record<CostLevel, Style>> = { high: 'red', medium: 'yellow', low: 'green' };

/** A figure in the colour of its level; as it is where there is no figure. */
export function paintLevel(paint: Paint, level: CostLevel | null, text: string): string {
  return level === null ? text : paint(STYLE_OF_LEVEL[level], text);
}
