import type { Scalar } from '../../events/field-value.ts';
import { timestampNs } from '../../events/timestamp.ts';
import type { Comparison } from '../ast.ts';
import { cidrTest, parseAddress, parseBlock } from '../values/cidr.ts';
import { equalsConstant, ordersAgainst } from '../values/comparison.ts';
import { textOf } from '../values/text.ts';
import { declaredType } from './field-types.ts';

/** A test of one value of a field. */
export type ScalarTest = (value: Scalar) => boolean;

export type OrderOrEquals = Exclude<Comparison['operator'], '!='>;

/** The test `field operator constant` for one value of the field. */
export function comparisonTest(path: string, operator: OrderOrEquals, constant: Scalar): ScalarTest {
  const type = declaredType(path);
  if (type === 'date') return dateTest(operator, constant);
  if (type === 'ip' && operator === '==' && typeof constant === 'string') return addressTest(constant);
  return operator === '=='
    ? (value) => equalsConstant(value, constant)
    : (value) => ordersAgainst(operator, value, constant);
}

function dateTest(operator: OrderOrEquals, constant: Scalar): ScalarTest {
  const wanted = timestampNs(constant);
  if (wanted === undefined) return () => false;
  return (value) => {
    const time = timestampNs(value);
    if (time === undefined) return false;
    if (operator === '==') return time === wanted;
    if (operator === '<') return time < wanted;
    if (operator === '<=') return time <= wanted;
    return operator === '>' ? time > wanted : time >= wanted;
  };
}

function addressTest(constant: string): ScalarTest {
  if (parseBlock(constant) !== undefined) {
    const test = cidrTest([constant]);
    return (value) => test(textOf(value));
  }
  const wanted = parseAddress(constant)?.toNormalizedString();
  // An address that cannot be read still equals itself as text.
  return (value) => {
    const text = textOf(value);
    return text === constant || (wanted !== undefined && parseAddress(text)?.toNormalizedString() === wanted);
  };
}
