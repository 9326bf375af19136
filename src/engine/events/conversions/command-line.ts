import type { Conversion } from '../mapped/field-mapping.ts';
import { toFieldValue } from '../scalar-value.ts';
import { textOf } from './text.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANK = 0x20;
const TAB = 0x09;

/**
 * Splits a command line as Windows' CommandLineToArgvW does. The program's name has rules of its own: a quote
 * ends only at the next quote, backslashes mean nothing, and a leading blank makes it empty. In the arguments
 * 2n backslashes before a quote are n and the quote opens or closes; 2n+1 are n and a literal quote; and of
 * three quotes in a row the third is literal.
 */
export function splitCommandLine(commandLine: string): string[] {
  const end = endOfProgram(commandLine);
  const quoted = commandLine.startsWith('"');
  const program = quoted
    ? commandLine.slice(1, commandLine[end - 1] === '"' && end > 1 ? end - 1 : end)
    : commandLine.slice(0, end);
  return [program, ...splitArguments(commandLine, skipBlanks(commandLine, end))];
}

/** The position after the program's name, its closing quote included. */
function endOfProgram(line: string): number {
  if (line.startsWith('"')) {
    const close = line.indexOf('"', 1);
    return close < 0 ? line.length : close + 1;
  }
  let at = 0;
  while (at < line.length && !isBlank(line[at])) at++;
  return at;
}

function splitArguments(line: string, start: number): string[] {
  const found: string[] = [];
  let argument = '';
  let inArgument = false;
  // Quotes seen since the last closed pair; an odd count means that blanks do not end the argument.
  let quotes = 0;
  let at = start;
  while (at < line.length) {
    const next = line[at]!;
    if (isBlank(next) && quotes === 0) {
      found.push(argument);
      argument = '';
      inArgument = false;
      at = skipBlanks(line, at);
      continue;
    }
    inArgument = true;
    if (next !== '\\' && next !== '"') {
      const end = endOfPlainText(line, at, quotes === 0);
      argument += line.slice(at, end);
      at = end;
      continue;
    }
    const backslashes = countOf('\\', line, at);
    at += backslashes;
    if (line[at] !== '"') {
      argument += '\\'.repeat(backslashes);
      continue;
    }
    argument += '\\'.repeat(Math.floor(backslashes / 2));
    if (backslashes % 2 === 1) argument += '"';
    else quotes++;
    at++;
    for (; line[at] === '"'; at++) {
      quotes++;
      if (quotes === 3) {
        argument += '"';
        quotes = 0;
      }
    }
    if (quotes === 2) quotes = 0;
  }
  if (inArgument) found.push(argument);
  return found;
}

/** The position after a run of characters that mean nothing special; blanks do only outside quotes. */
function endOfPlainText(line: string, start: number, stopAtBlank: boolean): number {
  let at = start;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH) break;
    if (stopAtBlank && (code === BLANK || code === TAB)) break;
  }
  return at;
}

function countOf(character: string, line: string, start: number): number {
  let at = start;
  while (line[at] === character) at++;
  return at - start;
}

function skipBlanks(line: string, start: number): number {
  let at = start;
  while (isBlank(line[at])) at++;
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/**
 * Neighbouring events of a recording often repeat a command line, encoded scripts of many kilobytes above all:
 * the last one split is remembered.
 */
let lastLine = '';
let lastArguments: readonly string[] = [''];

function argumentsOf(recorded: unknown): readonly string[] | undefined {
  const line = textOf(recorded);
  if (line === undefined) return undefined;
  if (line !== lastLine) {
    lastArguments = splitCommandLine(line);
    lastLine = line;
  }
  return lastArguments;
}

export const commandLineArguments: Conversion = {
  label: 'split as CommandLineToArgvW does',
  convert: (recorded) => toFieldValue(argumentsOf(recorded)),
};

export const argumentCount: Conversion = {
  label: 'number of its arguments, the program included',
  convert: (recorded) => argumentsOf(recorded)?.length,
};
