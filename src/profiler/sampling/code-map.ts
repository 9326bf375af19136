import type { Span } from '../../engine/eql/ast.ts';
import { SourcePositions } from '../../engine/eql/source-positions.ts';
import { isEqlRule, type Rule, type RuleIndex } from '../../engine/rule.ts';
import type { RuleScript } from '../../engine/rule-script.ts';
import { ruleUrl } from '../../engine/rule-url.ts';

/** A place inside a rule that samples are counted for. */
export interface Spot {
  readonly rule: RuleIndex;
  readonly kind: 'clause' | 'function';
  /** Tells it from the other spots of the rule. */
  readonly key: string;
  /** As the rule has it, on one line, cut where it is long. */
  readonly text: string;
  /** In the rule's own source, from 1; null where there is no such place. */
  readonly line: number | null;
  readonly column: number | null;
}

/** Whose a line of generated code is. */
export interface CodeOwner {
  readonly rule: RuleIndex;
  /** Undefined for what belongs to no clause, as the loop over the rows does. */
  readonly spot: Spot | undefined;
}

const MAX_TEXT_CHARACTERS = 160;

/** What may stand before a query. */
const COMMENTS = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/;

/** Knows which code is of which rule, and which of its lines computes which clause. */
export class CodeMap {
  readonly rules: readonly Rule[];
  readonly #ruleOfUrl = new Map<string, RuleIndex>();
  /** In the order of their first lines. */
  readonly #scripts: readonly RuleScript[];
  readonly #spots = new Map<string, Spot>();

  constructor(rules: readonly Rule[], scripts: readonly RuleScript[]) {
    this.rules = rules;
    this.#scripts = scripts;
    for (const [index, { id }] of rules.entries()) this.#ruleOfUrl.set(ruleUrl(id), index);
  }

  /** The rule whose script or wrapper has this address; undefined for all other code. */
  ruleOf(url: string): RuleIndex | undefined {
    if (!url.startsWith('kestrel-rule:')) return undefined;
    const fragment = url.indexOf('#');
    return this.#ruleOfUrl.get(fragment === -1 ? url : url.slice(0, fragment));
  }

  /** @param line as profiles number it, from 1 */
  ownerOf(line: number): CodeOwner | undefined {
    const script = this.#scriptAt(line);
    if (script === undefined) return undefined;
    const span = script.lineSpans[line - script.firstLine];
    return { rule: script.rule, spot: span && this.#clause(script.rule, span) };
  }

  /** The keeping of partial matches: it is of a sequence as a whole. Undefined for other rules. */
  machineOf(rule: RuleIndex): Spot | undefined {
    const one = this.rules[rule]!;
    if (!isEqlRule(one) || one.query.kind === 'event') return undefined;
    const { span } = one.query;
    const comments = COMMENTS.exec(one.text)?.[0].length ?? 0;
    if (comments <= span.start.offset) return this.#clause(rule, span);
    return this.#clause(rule, { start: new SourcePositions(one.text).position(comments), end: span.end });
  }

  /** A function of a Wasm rule. */
  functionOf(rule: RuleIndex, name: string): Spot {
    const text = oneLine(name);
    return this.#spot({ rule, kind: 'function', key: `function ${text}`, text, line: null, column: null });
  }

  #clause(rule: RuleIndex, { start, end }: Span): Spot {
    const key = `${start.offset}-${end.offset}`;
    const known = this.#spots.get(`${rule} ${key}`);
    if (known !== undefined) return known;
    const { text } = this.rules[rule]!;
    return this.#spot({
      rule,
      kind: 'clause',
      key,
      text: oneLine(text.slice(start.offset, end.offset)),
      line: start.line,
      column: start.column,
    });
  }

  #spot(spot: Spot): Spot {
    const key = `${spot.rule} ${spot.key}`;
    const known = this.#spots.get(key);
    if (known === undefined) this.#spots.set(key, spot);
    return known ?? spot;
  }

  #scriptAt(line: number): RuleScript | undefined {
    let low = 0;
    let high = this.#scripts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#scripts[middle]!.firstLine <= line) low = middle + 1;
      else high = middle;
    }
    const script = this.#scripts[low - 1];
    return script !== undefined && line < script.firstLine + script.lineSpans.length ? script : undefined;
  }
}

function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * MAX_TEXT_CHARACTERS)
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  return line.length > MAX_TEXT_CHARACTERS
    ? `${line.slice(0, MAX_TEXT_CHARACTERS - 1).toWellFormed()}…`
    : line;
}
