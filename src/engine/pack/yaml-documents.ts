import { Composer, type CST, type Document, isDocument, Lexer, Parser } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { SourceFile } from './source-file.ts';

/** Collections within collections. Rules have about five; each level costs the library's composer stack. */
const MAX_NESTING = 100;

/** Keys of one mapping. The library compares each key with all before it. */
const MAX_KEYS = 1000;

/** How often aliases may be expanded: enough for shared tag lists, far too little for a "billion laughs". */
const MAX_ALIASES = 100;

/** EQL's colon means something else to YAML. */
const BARE_QUERY = /^[\s-]*(?:eql|query):\s+[^\s'"|>]/;
const QUOTE_THE_QUERY = 'Write the query as a block, after a `|` and indented, for it holds a colon.';

/** The documents of the file that are not empty; none, and a diagnostic, where one is broken. */
export function yamlDocuments(source: SourceFile, diagnostics: Diagnostic[]): Document.Parsed[] {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  // Token by token, to stop in time: what is too big here would stall or crash the composer.
  for (const lexeme of new Lexer().lex(source.text)) {
    tokens.push(...parser.next(lexeme));
    const message = excess(parser.stack);
    if (message === undefined) continue;
    const place = source.lines.positionAt(parser.offset);
    diagnostics.push(fileDiagnostic(source, { code: 'yaml-too-big', message }, place));
    return [];
  }
  tokens.push(...parser.end());
  const composed = [...new Composer({ logLevel: 'silent' }).compose(tokens)];
  const fault = composed.flatMap((document) => document.errors)[0];
  if (fault !== undefined) {
    const place = source.lines.positionAt(fault.pos[0]);
    const advice = BARE_QUERY.test(source.lines.lineText(place.line)) ? QUOTE_THE_QUERY : undefined;
    const details = { code: 'yaml-syntax', message: fault.message, advice };
    diagnostics.push(fileDiagnostic(source, details, place));
    return [];
  }
  return composed.filter((document) => isDocument(document) && document.contents !== null);
}

/** What a document says; undefined, and a diagnostic, where its aliases make no sense. */
export function yamlValue(
  source: SourceFile,
  document: Document.Parsed,
  diagnostics: Diagnostic[],
): { plain: unknown } | undefined {
  try {
    return { plain: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    // The library's word for an unknown anchor and for too many aliases.
    if (!(error instanceof ReferenceError)) throw error;
    const place = source.lines.positionAt(document.range[0]);
    diagnostics.push(fileDiagnostic(source, { code: 'yaml-alias', message: error.message }, place));
    return undefined;
  }
}

/** What is too big about the collections that the parser is in, innermost last. */
function excess(stack: readonly CST.Token[]): string | undefined {
  if (stack.length > MAX_NESTING) return `collections are nested more than ${MAX_NESTING} deep`;
  const innermost = stack.at(-1);
  const isMapping =
    innermost?.type === 'block-map' ||
    (innermost?.type === 'flow-collection' && innermost.start.type === 'flow-map-start');
  return isMapping && innermost.items.length > MAX_KEYS
    ? `a mapping has more than ${MAX_KEYS} keys`
    : undefined;
}
