import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect, Query } from '../../../src/engine/eql/ast.ts';
import { parse } from '../../../src/engine/eql/grammar.generated.js';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { printQuery } from '../../../src/engine/eql/print.ts';
import { SourcePositions } from '../../../src/engine/eql/source-positions.ts';
import { SourceScanner } from '../../../src/engine/eql/source-scanner.ts';
import { TreeBuilder } from '../../../src/engine/eql/tree-builder.ts';
import type { EqlWarning } from '../../../src/engine/eql/warning.ts';
import { arbitraryQuery } from './arbitrary-query.ts';

/** The tree of one pass; undefined where it refuses the text. */
function passOver(text: string, dialect: Dialect, explain: boolean): Query | undefined {
  const build = new TreeBuilder(dialect, new SourcePositions(text));
  try {
    return parse(text, { build, scanner: new SourceScanner(text, dialect), explain });
  } catch {
    return undefined;
  }
}

/** Words that mean something to the grammar, closed in themselves, as checkText lets nothing else through. */
const INSERTED = [' ', '/**/', '~', '.', '?', '!', '-', '+', '*', '=', '==', ':', ',', '""', '1', 'x', '|']
  .concat(['and', 'or', 'not ', 'in ', 'like ', 'regex ', 'true', 'null', 'by ', 'any', '()', '[]', '`x`'])
  .map((word) => ({ word }));

describe('the quick pass', () => {
  it.each(['elastic', 'kestrel'] as const)('makes the tree that all alternatives make (%s)', (dialect) => {
    fc.assert(
      fc.property(arbitraryQuery({ dialect }), (query) => {
        const text = printQuery(query);
        const tree = passOver(text, dialect, true);
        expect(tree).toBeDefined();
        expect(passOver(text, dialect, false)).toEqual(tree);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['elastic', 'kestrel'] as const)(
    'accepts no text that they refuse, and refuses none (%s)',
    (dialect) => {
      const place = fc.double({ min: 0, max: 1, noNaN: true });
      fc.assert(
        fc.property(
          arbitraryQuery({ dialect }),
          place,
          fc.constantFrom(...INSERTED),
          (query, part, { word }) => {
            const whole = printQuery(query);
            const at = Math.floor(part * whole.length);
            const text = whole.slice(0, at) + word + whole.slice(at);
            expect(passOver(text, dialect, false)).toEqual(passOver(text, dialect, true));
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  // Each begins like something that needs no further reading, and goes on.
  it.each([
    'any where string(x and 0 == y) == "a"',
    'any where concat("a" in ("b"), 1 + 2) : "c"',
    'any where a == b . c and d == ?e.`f` + 1',
    'any where a == length (b) or c in ("d" , null , true )',
    'any where nothing == -1 and not notable and (a) in (1)',
    'any where a == "b"',
    'any where a == 1 // the end\n| head 2 * 5',
  ])('reads %j to its end', (text) => {
    const tree = passOver(text, 'elastic', true);
    expect(tree).toBeDefined();
    expect(passOver(text, 'elastic', false)).toEqual(tree);
  });

  it('warns once, also where a second pass follows', () => {
    const text = 'sequence with maxspan 5m [a where true] [b where true] ]';
    const warnings: EqlWarning[] = [];
    const onWarning = (warning: EqlWarning) => warnings.push(warning);
    const closed = text.slice(0, -2);
    parseQuery(closed, { dialect: 'kestrel', onWarning });
    expect(warnings.map(({ code }) => code)).toEqual(['maxspan-without-equals']);
    expect(() => parseQuery(`${closed} by`, { dialect: 'kestrel', onWarning })).toThrow();
    expect(warnings).toHaveLength(2);
  });
});
