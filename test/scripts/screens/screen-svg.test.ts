import xterm from '@xterm/headless';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { screenSvg } from '../../../scripts/screens/screen-svg.ts';
import { readScreen } from '../../../scripts/screens/styled-screen.ts';
import { colorOf, GROUND, INK } from '../../../scripts/screens/theme.ts';

type Attributes = Readonly<Record<string, string>>;

/** What of a picture tests look at. */
interface Picture {
  readonly root: Attributes;
  readonly title: string;
  /** Words of the screen, without the bar above it. */
  readonly words: readonly (Attributes & { readonly word: string })[];
  readonly grounds: readonly Attributes[];
}

/** The picture of a small terminal to which a program has written this. */
async function pictureOf(written: string, title = 'a screen'): Promise<Picture> {
  const terminal = new xterm.Terminal({ cols: 20, rows: 3, allowProposedApi: true });
  terminal.write(written);
  const svg = screenSvg(await readScreen(terminal), title);
  terminal.dispose();
  expect(XMLValidator.validate(svg)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    textNodeName: 'word',
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (name) => name === 'text' || name === 'rect',
  });
  const { svg: root } = parser.parse(svg);
  return { root, title: root.title.word, words: root.g.text ?? [], grounds: root.g.rect ?? [] };
}

describe('a picture of a terminal', () => {
  test('has each word where it stands, and as wide as its cells', async () => {
    const { words, grounds } = await pictureOf('one  two\r\n\n three');
    expect(words).toMatchObject([
      { word: 'one', x: '0', textLength: '25.2', y: '13.5' },
      { word: 'two', x: '42', textLength: '25.2', y: '13.5' },
      { word: 'three', x: '8.4', textLength: '42', y: '49.5' },
    ]);
    expect(words.every((word) => word.fill === undefined && word['font-weight'] === undefined)).toBe(true);
    expect(grounds).toEqual([]);
  });

  test('is well-formed whatever is on the screen, and says what was there', async () => {
    const { words, title } = await pictureOf('a<b>&"c"', 'x < y & "z"');
    expect(words.map(({ word }) => word)).toEqual(['a<b>&"c"']);
    expect(title).toBe('x < y & "z"');
  });

  test('gives wide characters two columns, and what follows its place', async () => {
    const { words } = await pictureOf('日本 x');
    expect(words).toMatchObject([
      { word: '日本', x: '0', textLength: '33.6' },
      { word: 'x', x: '42', textLength: '8.4' },
    ]);
  });

  test('keeps characters that a font may lack apart from words', async () => {
    const { words } = await pictureOf('9.1 µs');
    expect(words).toMatchObject([
      { word: '9.1', x: '0' },
      { word: 'µ', x: '33.6' },
      { word: 's', x: '42' },
    ]);
  });

  test('has colours, bold and dim', async () => {
    const { words } = await pictureOf('\u001b[31mred\u001b[0m \u001b[1mbold\u001b[0m \u001b[2mdim\u001b[0m');
    expect(words).toMatchObject([
      { word: 'red', fill: colorOf(1) },
      { word: 'bold', 'font-weight': 'bold' },
      { word: 'dim', 'fill-opacity': '0.6' },
    ]);
    expect(words[1]).not.toHaveProperty('fill');
  });

  test('changes text and ground of what is inverse, blanks as well', async () => {
    const { words, grounds } = await pictureOf('\u001b[7ma b\u001b[33mc\u001b[0m');
    expect(grounds).toMatchObject([
      { x: '0', width: '25.2', fill: INK },
      { x: '25.2', width: '8.4', fill: colorOf(3) },
    ]);
    expect(words.map(({ fill }) => fill)).toEqual([GROUND, GROUND, GROUND]);
  });

  test('has coloured grounds', async () => {
    const { grounds } = await pictureOf('\r\n \u001b[44m  \u001b[0m');
    expect(grounds).toMatchObject([{ x: '8.4', y: '18', width: '16.8', fill: colorOf(4) }]);
  });

  test('stands by itself, and is read out by its title', async () => {
    const { root, title } = await pictureOf('x');
    expect(root).toMatchObject({ role: 'img', 'aria-labelledby': 'title', viewBox: '0 0 196 112' });
    expect(title).toBe('a screen');
  });

  test('is refused where it would take a colour that the theme lacks', async () => {
    await expect(pictureOf('\u001b[38;5;200mx')).rejects.toThrow(/colour 200 of the terminal/);
  });
});
