import type { StyledRun, StyledScreen, TextStyle } from './styled-screen.ts';
import { colorOf, GROUND, INK, TITLE_GROUND, TITLE_INK } from './theme.ts';

/** Of one cell, in pixels: the letters of the common monospace fonts are 0.6 times as wide as high. */
const FONT_SIZE = 14;
const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 18;
/** From the top of a cell down to the line that letters stand on. */
const BASELINE = 13.5;
const MARGIN = 14;
const TITLE_HEIGHT = 30;
const FONTS =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
const DIM_OPACITY = 0.6;

/**
 * A terminal as a picture that stands by itself: no script, no font from elsewhere. Each word is told how wide it is, so
 * columns stay columns in whatever font there is, also where that lacks a character and another font jumps in.
 *
 * @param title said above the screen, and read out by screen readers
 * @returns SVG
 * @throws Error where the screen has a colour that the theme lacks
 */
export function screenSvg({ widthColumns, lines }: StyledScreen, title: string): string {
  const width = rounded(widthColumns * CELL_WIDTH + 2 * MARGIN);
  const height = TITLE_HEIGHT + lines.length * CELL_HEIGHT + 2 * MARGIN;
  const caption = escaped(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" font-family="${FONTS}" font-size="${FONT_SIZE}">`,
    `<title id="title">${caption}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${TITLE_GROUND}"/>`,
    `<text x="${MARGIN}" y="20" fill="${TITLE_INK}">${caption}</text>`,
    `<path d="M0 ${TITLE_HEIGHT}H${width}V${height - 8}a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8z" fill="${GROUND}"/>`,
    `<g fill="${INK}" transform="translate(${MARGIN} ${TITLE_HEIGHT + MARGIN})">`,
    // Grounds first, so that none covers what hangs over from the line above it.
    ...lines.flatMap((runs, row) => runs.flatMap((run) => groundOf(run, row))),
    ...lines.flatMap((runs, row) => runs.flatMap((run) => wordsOf(run, row))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function groundOf({ style, column, widthColumns }: StyledRun, row: number): string[] {
  const { ground } = colorsOf(style);
  if (ground === GROUND) return [];
  const [x, width] = [rounded(column * CELL_WIDTH), rounded(widthColumns * CELL_WIDTH)];
  return [
    `<rect x="${x}" y="${row * CELL_HEIGHT}" width="${width}" height="${CELL_HEIGHT}" fill="${ground}" shape-rendering="crispEdges"/>`,
  ];
}

/** Word by word: blanks would be joined by some viewers. */
function wordsOf({ text, style, column, widthColumns }: StyledRun, row: number): string[] {
  const y = row * CELL_HEIGHT + BASELINE;
  return [...text.matchAll(/[^ ]+/g)].map(({ 0: word, index }) => {
    // Only a run of ASCII has blanks to split at, and there a character is a column.
    const columns = word === text ? widthColumns : word.length;
    const x = rounded((column + index) * CELL_WIDTH);
    const width = rounded(columns * CELL_WIDTH);
    return `<text x="${x}" y="${y}" textLength="${width}" lengthAdjust="spacingAndGlyphs"${attributesOf(style)}>${escaped(word)}</text>`;
  });
}

function attributesOf(style: TextStyle): string {
  const { ink } = colorsOf(style);
  const fill = ink === INK ? '' : ` fill="${ink}"`;
  const weight = style.bold ? ' font-weight="bold"' : '';
  return `${fill}${weight}${style.dim ? ` fill-opacity="${DIM_OPACITY}"` : ''}`;
}

function colorsOf({ color, background, inverse }: TextStyle): {
  readonly ink: string;
  readonly ground: string;
} {
  const ink = color === null ? INK : colorOf(color);
  const ground = background === null ? GROUND : colorOf(background);
  return inverse ? { ink: ground, ground: ink } : { ink, ground };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** To a tenth of a pixel: sums of 8.4 have tails. */
function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
