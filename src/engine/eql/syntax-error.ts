import { EqlError } from '../diagnostic.ts';
import type { Dialect } from './ast.ts';
import type { Expectation } from './grammar.generated.js';
import type { SourcePositions } from './source-positions.ts';
import { findSyntaxHint } from './syntax-hints.ts';

/** How an expectation of the grammar reads in a message; those left out say nothing to a rule author. */
const EXPECTATION_LABELS: ReadonlyMap<string, string> = new Map([
  ['where', '`where`'],
  ['and', '`and`'],
  ['or', '`or`'],
  ['a comparison', 'a comparison'],
  ['in', '`in`'],
  ['=', '`=`'],
  [',', '`,`'],
  [')', '`)`'],
  [']', '`]`'],
  ['[', '`[`'],
  ['by', '`by`'],
  ['with', '`with`'],
  ['maxspan', '`maxspan`'],
  ['runs', '`runs`'],
  ['until', '`until`'],
  ['|', '`|`'],
  ['the end of the query', 'the end of the query'],
]);

const TOKEN = /[A-Za-z_@][A-Za-z0-9_]*~?|[0-9.]+[A-Za-z0-9_]*|"[^"\r\n]*"|[=!<>&|:]+|./sy;
const MAX_SHOWN = 30;

/**
 * The error for a text the grammar does not accept.
 *
 * @param offset the furthest place the grammar came to; at or behind the mistake's first character.
 * @param expected what the grammar would have taken there.
 */
export function describeSyntaxError(
  text: string,
  offset: number,
  expected: readonly Expectation[],
  dialect: Dialect,
  positions: SourcePositions,
): EqlError {
  const token = tokenAt(text, offset);
  const span = positions.span(offset, offset + token.length);
  const names = new Set(expected.map((expectation) => expectation.text ?? expectation.description ?? ''));
  const hint = findSyntaxHint(text, offset, dialect, names.has('a name'));
  if (hint !== undefined) return new EqlError(hint.message, span, hint.advice);
  const found = token === '' ? 'the query ends too early' : `${show(token)} is not expected here`;
  return new EqlError(found, span, describeExpected(names));
}

function tokenAt(text: string, offset: number): string {
  TOKEN.lastIndex = offset;
  return TOKEN.exec(text)?.[0] ?? '';
}

/** Control characters, which strings may hold, would disturb the terminal that shows the message. */
function show(token: string): string {
  if (token.trim() === '') return 'white space';
  const shown = token.length > MAX_SHOWN ? `${token.slice(0, MAX_SHOWN)}…` : token;
  return `\`${shown.replace(/\p{C}/gu, '\ufffd')}\``;
}

function describeExpected(names: ReadonlySet<string>): string | undefined {
  const labels = new Set<string>();
  if (names.has('true')) labels.add('a value');
  else if (names.has('any') && names.has('a string')) labels.add('a category');
  for (const [name, label] of EXPECTATION_LABELS) if (names.has(name)) labels.add(label);
  // These two are possible behind many a word, so they are worth a mention only when nothing else is.
  if (labels.size === 0 && names.has('(')) labels.add('`(`');
  if (labels.size === 0 && names.has('a name')) labels.add('a name');
  const list = [...labels];
  const last = list.pop();
  if (last === undefined) return undefined;
  return list.length === 0 ? `Expected ${last}` : `Expected ${list.join(', ')} or ${last}`;
}
