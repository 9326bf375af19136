import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argumentCount,
  commandLineArguments,
  splitCommandLine,
} from '../../../../src/engine/events/conversions/command-line.ts';

describe('splitCommandLine', () => {
  it.each([
    ['cmd.exe /c dir', ['cmd.exe', '/c', 'dir']],
    ['"C:\\Program Files\\a b.exe" -x', ['C:\\Program Files\\a b.exe', '-x']],
    ['cmd.exe \t  /c  ', ['cmd.exe', '/c']],
    // The program's name knows no escapes, and ends at the next quote.
    ['"a\\"b c', ['a\\', 'b', 'c']],
    ['a"b c"d e', ['a"b', 'cd e']],
    ['"unclosed name', ['unclosed name']],
    [' lead', ['', 'lead']],
    ['', ['']],
    ['""', ['']],
    ['"', ['']],
    // Backslashes before a quote are halved; an odd one escapes it.
    ['p a\\\\\\"b c', ['p', 'a\\"b', 'c']],
    ['p a\\\\"b c" d', ['p', 'a\\b c', 'd']],
    ['p a\\\\b', ['p', 'a\\\\b']],
    ['p C:\\dir\\', ['p', 'C:\\dir\\']],
    // Quotes open and close within an argument, and may leave it empty.
    ['p ""', ['p', '']],
    ['p "" x', ['p', '', 'x']],
    ['p x"y z"w', ['p', 'xy zw']],
    ['p "open to the end', ['p', 'open to the end']],
    // The third quote in a row is literal, and what follows it is outside quotes.
    ['p "a""b" c', ['p', 'a"b c']],
    ['p """"', ['p', '"']],
    ['p """a b"""', ['p', '"a', 'b"']],
  ])('%s', (line, expected) => {
    expect(splitCommandLine(line)).toEqual(expected);
  });

  it('gives back the arguments of a line that was quoted by the rules', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', '"', '\\') });
    const quote = (text: string) =>
      `"${text.replace(/(\\*)("|$)/g, (_, slashes: string, end: string) => slashes.repeat(2) + (end && '\\"'))}"`;
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        expect(splitCommandLine(['p', ...args.map(quote)].join(' '))).toEqual(['p', ...args]);
      }),
    );
  });
});

describe('as fields', () => {
  it('a list of several arguments, one alone, and their number', () => {
    expect(commandLineArguments.convert('a b')).toEqual(['a', 'b']);
    expect(commandLineArguments.convert('a')).toBe('a');
    expect(argumentCount.convert('a b c')).toBe(3);
    expect(argumentCount.convert('a')).toBe(1);
  });

  it('nothing without a command line', () => {
    for (const none of ['', '-', undefined, 7]) {
      expect(commandLineArguments.convert(none)).toBeUndefined();
      expect(argumentCount.convert(none)).toBeUndefined();
    }
  });
});
