import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourcePositions } from '../../../src/engine/eql/source-positions.ts';

/** By the letter of the definition. */
function counted(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { offset, line: before.length, column: before.at(-1)!.length + 1 };
}

test('lines and columns are those one counts, in whatever order places are asked for', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n') });
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }))), (source, spans) => {
      const positions = new SourcePositions(source);
      for (const places of spans) {
        const [start, end] = places.map((at) => Math.min(at, source.length)).sort((a, b) => a - b);
        expect(positions.span(start!, end!)).toEqual({
          start: counted(source, start!),
          end: counted(source, end!),
        });
        expect(positions.position(start!)).toEqual(counted(source, start!));
      }
    }),
  );
});
