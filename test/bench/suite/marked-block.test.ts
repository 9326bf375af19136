import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MarkerError, replaceMarkedBlock } from '../../../bench/suite/marked-block.ts';

const PAGE = `# A page

<!-- other:begin -->
<!-- other:end -->

<!-- results:begin -->
old
<!-- results:end -->

The end.
`;

test('what stands between the markers is replaced, and nothing else', () => {
  expect(replaceMarkedBlock(PAGE, 'results', 'new\nlines\n')).toBe(
    PAGE.replace('\nold\n', '\n\nnew\nlines\n\n'),
  );
});

test('doing it again changes nothing', () => {
  const texts = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('<!--'));
  fc.assert(
    fc.property(texts, texts, (first, second) => {
      const once = replaceMarkedBlock(PAGE, 'results', second);
      expect(replaceMarkedBlock(replaceMarkedBlock(PAGE, 'results', first), 'results', second)).toBe(once);
      expect(replaceMarkedBlock(once, 'results', second)).toBe(once);
    }),
  );
});

test.each([
  ['no marker', 'text'],
  ['no end', '<!-- results:begin -->\ntext'],
  ['the end first', '<!-- results:end -->\n<!-- results:begin -->\n'],
  ['two blocks', `${PAGE}${PAGE}`],
])('a page with %s is refused', (_, page) => {
  expect(() => replaceMarkedBlock(page, 'results', 'new')).toThrow(MarkerError);
});
