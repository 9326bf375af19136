import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternRegExp, patternShape } from '../../../bench/peers/rules/pattern.ts';
import { arbitraryPattern } from '../arbitrary-rules.ts';
import { fits } from '../meaning.ts';

const text = fc.string({ unit: fc.constantFrom(...`ab'"\\%_.[(*?+\n$`), maxLength: 6 });

test('a regular expression says what the pattern says', () => {
  fc.assert(
    fc.property(arbitraryPattern, text, (pattern, subject) => {
      expect(new RegExp(patternRegExp(pattern)).test(subject)).toBe(fits(pattern, subject));
    }),
  );
});

test('a shape says what the pattern says, of texts in lower case', () => {
  fc.assert(
    fc.property(arbitraryPattern, text, (pattern, subject) => {
      const shape = patternShape(pattern);
      const found = {
        whole: (part: string) => subject === part,
        start: (part: string) => subject.startsWith(part),
        end: (part: string) => subject.endsWith(part),
        inside: (part: string) => subject.includes(part),
      };
      if (shape.kind !== 'other')
        expect(found[shape.kind](shape.text)).toBe(fits(pattern.toLowerCase(), subject));
      else expect(shape.pattern).toBe(pattern.toLowerCase());
    }),
  );
});

test.each([
  ['Cmd.exe', { kind: 'whole', text: 'cmd.exe' }],
  ['C:\\Windows\\*', { kind: 'start', text: 'c:\\windows\\' }],
  ['*.EXE', { kind: 'end', text: '.exe' }],
  ['*100%*', { kind: 'inside', text: '100%' }],
  ['*a*b*', { kind: 'other', pattern: '*a*b*' }],
  ['a?c', { kind: 'other', pattern: 'a?c' }],
  ['*', { kind: 'other', pattern: '*' }],
])('%s is found the cheapest way', (pattern, shape) => {
  expect(patternShape(pattern)).toEqual(shape);
});
