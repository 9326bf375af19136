import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/engine/diagnostic.ts';
import { formatDiagnostic } from '../../src/report/diagnostics-text.ts';
import { textWidth } from '../../src/report/terminal-text.ts';

const BASE: Diagnostic = {
  severity: 'error',
  code: 'eql-syntax',
  file: 'rules/a.eql',
  message: 'unexpected "x"',
};
const plain = (diagnostic: Partial<Diagnostic>) =>
  formatDiagnostic({ ...BASE, ...diagnostic }, { color: false });
const lines = (diagnostic: Partial<Diagnostic>) => plain(diagnostic).split('\n');

/** What stands above the carets, by terminal columns. */
function marked(diagnostic: Partial<Diagnostic>): string {
  const [, source = '', carets = ''] = lines(diagnostic);
  const start = carets.indexOf('^');
  let column = 0;
  let text = '';
  for (const character of source) {
    if (column >= start && column < carets.length) text += character;
    column += textWidth(character);
  }
  return text;
}

test('place, message, source line, carets and advice, as compilers write them', () => {
  const diagnostic = {
    line: 2,
    column: 7,
    length: 5,
    sourceLine: '  not where',
    advice: 'Remove it.',
  };
  expect(plain(diagnostic)).toBe(
    'rules/a.eql:2:7: error: unexpected "x"\n    not where\n        ^^^^^\nhelp: Remove it.',
  );
});

test('without a place or advice, one line', () => {
  expect(plain({})).toBe('rules/a.eql: error: unexpected "x"');
  expect(plain({ severity: 'warning', line: 3 })).toBe('rules/a.eql:3: warning: unexpected "x"');
  expect(plain({ severity: 'skipped' })).toBe('rules/a.eql: skipped: unexpected "x"');
});

describe('the carets stand under the fault', () => {
  const fault = (before: string, text: string, after = '') => ({
    line: 1,
    column: before.length + 1,
    length: text.length,
    sourceLine: before + text + after,
  });

  test.each([
    ['after tabs', fault('\t\ta ', 'fault', ' b')],
    ['after wide characters', fault('規則 🦅 ', 'fault')],
    ['after combining marks', fault('u\u0308e\u0301 ', 'fault')],
    ['after control characters', fault('\u001b[31m', 'fault')],
    ['in a very long line', fault('a'.repeat(1000), 'fault', 'b'.repeat(1000))],
    ['at the end of a long line', fault('a '.repeat(1000), 'fault')],
    ['at the start of a long line', fault('', 'fault', ' b'.repeat(1000))],
  ])('%s', (_, diagnostic) => {
    expect(marked(diagnostic)).toBe('fault');
  });

  test('a wide fault has carets for all its columns', () => {
    expect(marked(fault('a', '規則'))).toBe('規則');
  });

  test('a fault behind the last character has one caret there', () => {
    expect(lines({ line: 1, column: 4, length: 5, sourceLine: 'abc' })[2]).toBe('     ^');
  });

  test('a column far outside the line does no harm', () => {
    expect(lines({ line: 1, column: 9999, sourceLine: 'abc' })[2]).toBe('     ^');
    expect(lines({ line: 1, column: 1, sourceLine: '' })[2]).toBe('  ^');
  });
});

test('of a long line about a hundred columns are shown, with dots where it was cut', () => {
  const source = lines({ line: 1, column: 500, sourceLine: '規'.repeat(1000) })[1] ?? '';
  expect(source.startsWith('  …')).toBe(true);
  expect(source.endsWith('…')).toBe(true);
  expect(textWidth(source)).toBeGreaterThan(90);
  expect(textWidth(source)).toBeLessThanOrEqual(104);
});

test('a line of megabytes is cut like any other', () => {
  const sourceLine = 'x'.repeat(5_000_000);
  expect(plain({ line: 1, column: 2_500_000, sourceLine }).length).toBeLessThan(300);
});

test('a long fault is marked as far as it is shown', () => {
  const [, source = '', carets = ''] = lines({
    line: 1,
    column: 3,
    length: 5000,
    sourceLine: 'x'.repeat(6000),
  });
  expect(source.length).toBeLessThanOrEqual(103);
  expect(carets.length).toBeLessThanOrEqual(source.length);
});

test('colour is used where it is wanted and changes nothing else', () => {
  const diagnostic: Diagnostic = { ...BASE, line: 1, column: 1, sourceLine: 'x', advice: 'y' };
  const colored = formatDiagnostic(diagnostic, { color: true });
  expect(colored).toContain('\u001b[31merror:');
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(formatDiagnostic(diagnostic, { color: false }));
});

test('whatever a rule file holds, no control character reaches the terminal', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, fc.nat(30), fc.nat(30), (file, message, sourceLine, column, length) => {
      const shown = plain({
        file,
        message,
        advice: message,
        sourceLine,
        line: 1,
        column: column + 1,
        length,
      });
      expect(shown.split('\n')).toHaveLength(4);
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(shown).toContain('^');
    }),
  );
});
