import fc from 'fast-check';
import type { Dialect, Expression } from '../../../src/engine/eql/ast.ts';
import {
  arbitraryField,
  arbitraryNumber,
  arbitraryText,
  FIELD_PATHS,
  literal,
} from './arbitrary-constants.ts';
import {
  type ArbitraryNode,
  args,
  arithmetic,
  booleanCalls,
  COMPARISONS,
  call,
  comparison,
  EQUALITIES,
  flagTest,
  index,
  insensitiveCall,
  logical,
  membership,
  not,
  quantifier,
  textMatch,
} from './arbitrary-nodes.ts';

export interface ArbitraryExpressionOptions {
  /** Forms of the Kestrel dialect only appear for `kestrel`. */
  readonly dialect: Dialect;
  /** FIELD_PATHS unless given. */
  readonly fields?: readonly string[];
}

/**
 * The kinds of expressions, by what they yield. A `closed` one has no field outside a function, so that it
 * may stand on the other side of a comparison with a field.
 */
type Kinds = {
  readonly condition: Expression;
  readonly test: Expression;
  readonly text: Expression;
  readonly closedText: Expression;
  readonly textCall: Expression;
  readonly number: Expression;
  readonly closedNumber: Expression;
  readonly numberCall: Expression;
};

/** Every condition that parses: all operators and functions, nulls, nested logic, any value of any type. */
export function arbitraryCondition(options: ArbitraryExpressionOptions): ArbitraryNode {
  const field = arbitraryField(options.fields ?? FIELD_PATHS);
  const textLiteral = arbitraryText.map((value) => literal(value));
  const nothing = fc.constant(literal(null));
  const truth = fc.boolean().map((value) => literal(value));

  return fc.letrec<Kinds>((tie) => {
    const anyValue = fc.oneof(tie('text'), tie('number'), truth);
    return {
      condition: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 4, arbitrary: tie('test') },
        { weight: 1, arbitrary: truth },
        { weight: 1, arbitrary: nothing },
        { weight: 2, arbitrary: not(tie('condition')) },
        { weight: 2, arbitrary: logical(tie('condition')) },
      ),
      test: fc.oneof(
        { depthSize: 'small' },
        field,
        comparison(field, fc.oneof(textLiteral, arbitraryNumber, nothing), COMPARISONS),
        flagTest(field, truth),
        textMatch(field),
        membership(fc.oneof(field, tie('text')), fc.oneof(textLiteral, tie('closedText'), nothing)),
        membership(tie('number'), fc.oneof(tie('closedNumber'), nothing), fc.constant(false)),
        comparison(tie('text'), tie('closedText'), COMPARISONS),
        comparison(tie('number'), tie('closedNumber'), COMPARISONS),
        comparison(tie('condition'), fc.oneof(truth, nothing), EQUALITIES),
        textMatch(tie('text')),
        ...booleanCalls(tie('text'), options.dialect),
        ...(options.dialect === 'kestrel' ? [quantifier(field)] : []),
      ),
      text: fc.oneof({ depthSize: 'small' }, field, textLiteral, tie('textCall')),
      closedText: fc.oneof({ depthSize: 'small' }, textLiteral, tie('textCall')),
      textCall: fc.oneof(
        { depthSize: 'small' },
        call('concat', fc.array(anyValue, { minLength: 1, maxLength: 3 })),
        call('string', fc.tuple(fc.oneof(anyValue, tie('condition')))),
        call('substring', args([tie('text'), index()], [index()])),
        insensitiveCall('between', args([tie('text'), tie('text'), tie('text')], [truth])),
      ),
      number: fc.oneof(
        { depthSize: 'small' },
        field,
        arbitraryNumber,
        tie('numberCall'),
        arithmetic(tie('number')),
      ),
      closedNumber: fc.oneof(
        { depthSize: 'small' },
        arbitraryNumber,
        tie('numberCall'),
        arithmetic(tie('closedNumber')),
      ),
      numberCall: fc.oneof(
        { depthSize: 'small' },
        ...(['add', 'subtract', 'multiply', 'divide', 'modulo'] as const).map((name) =>
          call(name, fc.tuple(tie('number'), tie('number'))),
        ),
        call('length', fc.tuple(tie('text'))),
        call('number', args([tie('text')], [fc.constantFrom(literal(10), literal(16), literal(null))])),
        insensitiveCall('indexOf', args([tie('text'), tie('text')], [index()])),
      ),
    };
  }).condition;
}
