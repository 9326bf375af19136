import { describe, expect, test } from 'vitest';
import { holdsFor } from '../../../reference/match-query.ts';

/** Each condition must hold as it is and, turned round, must not. */
function holding(conditions: readonly string[], event: unknown = {}): void {
  for (const condition of conditions) {
    expect(holdsFor(condition, event), condition).toBe(true);
    expect(holdsFor(`not (${condition})`, event), `not: ${condition}`).toBe(false);
  }
}

const event = { s: 'Sample Text Thesis', n: 42, d: 1.5, ip: '10.1.2.3', e: '' };

describe('every function', () => {
  test('arithmetic functions are the operators', () => {
    holding(
      [
        'add(n, 1) == 43',
        'subtract(n, 1) == 41',
        'multiply(n, 2) == 84',
        'divide(n, 4) == 10',
        'modulo(n, 5) == 2',
      ],
      event,
    );
  });

  test('between', () => {
    holding(
      [
        'between(s, "S", "e") == "ampl"',
        'between(s, "S", "e", false) == "ampl"',
        'between(s, "S", "e", true) == "ample Text Th"',
        'between~(s, "s", "E") == "ampl"',
        'between(s, "", "e") == "Sample Text Thesis"',
        'between(s, "S", "") == "Sample Text Thesis"',
        'between(e, "S", "e") == ""',
        'between(s, "z", "e") == ""',
        'between(s, "S", "z") == ""',
        'between(s, null, "e") == null',
        'between(missing, "S", "e") == null',
      ],
      event,
    );
  });

  test('cidrMatch', () => {
    holding(
      [
        'cidrMatch(ip, "10.0.0.0/8")',
        'cidrMatch(ip, "10.1.2.3/8")',
        'cidrMatch(ip, "192.168.0.0/16", "10.0.0.0/8")',
        'not cidrMatch(ip, "10.1.2.4/32")',
        'not cidrMatch(ip, "::/0")',
        'cidrMatch("fe80::1", "fe80::/10")',
        'not cidrMatch("fe80::1", "0.0.0.0/0")',
        'not cidrMatch(s, "0.0.0.0/0")',
        'null == string(cidrMatch(missing, "0.0.0.0/0"))',
      ],
      event,
    );
  });

  test('concat', () => {
    holding(
      [
        'concat(n, "::", s, true, d) == "42::Sample Text Thesistrue1.5"',
        'concat(n) == "42"',
        'concat(n, missing) == null',
      ],
      event,
    );
  });

  test('startsWith and endsWith', () => {
    holding(
      [
        'startsWith(s, "Sam")',
        'not startsWith(s, "sam")',
        'startsWith~(s, "sam")',
        'startsWith(s, "")',
        'endsWith(s, "esis")',
        'not endsWith(s, "ESIS")',
        'endsWith~(s, "ESIS")',
        'endsWith(s, "")',
        'startsWith(concat(s), "Sam")',
        'endsWith(concat(s), "")',
        'not endsWith(concat(s), "*")',
        'startsWith("42 is it", n)',
        'null == string(startsWith(s, missing))',
        'null == string(endsWith(missing, s))',
      ],
      event,
    );
  });

  test('indexOf', () => {
    holding(
      [
        'indexOf(s, "s") == 15',
        'indexOf(s, "s", 16) == 17',
        'indexOf(s, "s", -5) == 15',
        'indexOf(s, "s", null) == 15',
        'indexOf~(s, "s") == 0',
        'indexOf(s, "zz") == null',
        'indexOf(s, "S", 1) == null',
        'indexOf(s, "", 5) == 5',
        'indexOf(s, "", 18) == 18',
        'indexOf(s, "", 19) == null',
        'indexOf(missing, "s") == null',
      ],
      event,
    );
  });

  test('length', () => {
    holding(['length(s) == 18', 'length(e) == 0', 'length(n) == 2', 'length(missing) == null'], event);
  });

  test('number', () => {
    holding([
      'number("0x1f", 16) == 31',
      'number("1f", 16) == 31',
      'number("0x1f") == 31',
      'number("32") == 32',
      'number("-1.5") == -1.5',
      'number("25", 7) == 19',
      'number("zz", 36) == 1295',
      'number("a") == null',
      'number("") == null',
      'number("1.5", 16) == null',
      'number("9", 8) == null',
      'number(null) == null',
    ]);
  });

  test('string', () => {
    holding(
      [
        'string(n) == "42"',
        'string(d) == "1.5"',
        'string(1.0) == "1.0"',
        'string(true) == "true"',
        'string(1e10) == "1.0E10"',
        'string(0.0001) == "1.0E-4"',
        'string(missing) == null',
      ],
      event,
    );
  });

  test('stringContains', () => {
    holding(
      [
        'stringContains(s, "Text")',
        'not stringContains(s, "text")',
        'stringContains~(s, "TEXT")',
        'stringContains(s, "")',
        'stringContains(e, "")',
        'not stringContains(concat(s), "")',
        'not stringContains(concat(e), "a")',
        'stringContains("number 42", n)',
        'not stringContains(concat(s), "T*t")',
        'null == string(stringContains(missing, s))',
      ],
      event,
    );
  });

  test('stringContains with a lone backslash at the end escapes the closing star', () => {
    expect(holdsFor(String.raw`stringContains(x, "a\\")`, { x: 'a\\b' })).toBe(false);
    expect(holdsFor(String.raw`stringContains(x, "a\\")`, { x: 'a*' })).toBe(true);
  });

  test('substring', () => {
    holding(
      [
        'substring(s, 0, 6) == "Sample"',
        'substring(s, 12) == "Thesis"',
        'substring(s, -6) == "Thesis"',
        'substring(s, -6, -4) == "Th"',
        'length(substring(s, null, 2)) > 2',
        'substring(s, 12, null) == "Thesis"',
        'substring(s, -99, 3) == "Sam"',
        'substring(s, 5, 2) == ""',
        'substring(s, 99) == ""',
        'substring(missing, 1) == null',
      ],
      event,
    );
  });

  test('wildcard', () => {
    holding(
      [
        'wildcard(s, "sam*", "S*s")',
        'not wildcard(s, "s*")',
        'wildcard~(s, "s*")',
        'not wildcard(s, "Sample")',
      ],
      event,
    );
  });

  test('ignoring case means ASCII on fields and simple Unicode folding on results', () => {
    const greek = { x: 'ΣΟΦΟΣ', k: '\u212a' };
    holding(
      ['not x : "σοφος"', 'concat(x) : "σοφος"', 'concat(x) : "σοφοσ"', 'not k : "k"', 'concat(k) : "k"'],
      greek,
    );
    holding(['not startsWith~(x, "σ")', 'startsWith~(concat(x), "σ")', 'indexOf~(x, "φ") == 2'], greek);
    holding(['x not in~ ("σοφος")', 'concat(x) in~ ("σοφος")'], greek);
  });

  test('functions of the Kestrel dialect', () => {
    const kestrel = { dialect: 'kestrel' } as const;
    expect(holdsFor('stringEqualsCi(x, "ABC")', { x: 'abc' }, kestrel)).toBe(true);
    expect(holdsFor('stringEqualsCi(x, "ABD")', { x: 'abc' }, kestrel)).toBe(false);
    expect(holdsFor('contains(x, "b")', { x: 'abc' }, kestrel)).toBe(true);
    expect(holdsFor('regex(x, "a.c")', { x: 'abc' }, kestrel)).toBe(true);
    expect(holdsFor('regex(x, "b")', { x: 'abc' }, kestrel)).toBe(false);
  });
});
