import { type Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Diagnostic } from '../engine/diagnostic.ts';
import { fileDiagnostic } from '../engine/pack/file-diagnostic.ts';
import { yamlPlace } from '../engine/pack/predicates/yaml-place.ts';
import { type SourceFile, sourceFile } from '../engine/pack/source-file.ts';
import { yamlDocuments } from '../engine/pack/yaml-documents.ts';
import type { Budget } from './budget.ts';
import { BudgetError } from './budget-error.ts';
import { GrammarError } from './grammar-error.ts';
import { makeBudget } from './make-budget.ts';
import { type MetricSelector, parseSelector } from './parse-selector.ts';
import { parseThreshold } from './parse-threshold.ts';
import { readThresholdEntry } from './threshold-entry.ts';
import { NodeError, scalarText } from './yaml-node.ts';

/** A file of budgets is written by hand; bytes. */
export const MAX_BUDGET_FILE_BYTES = 1024 * 1024;

/** Thresholds of one file: each is judged on each rule. */
const MAX_BUDGETS = 1_000;

/** Errors told at once: more help nobody. */
const MAX_ERRORS = 20;

/**
 * Reads a file of budgets: YAML, one key per metric and selector, with a list of thresholds each.
 *
 * @param file its name as the user knows it, for errors and reports
 * @throws BudgetError with everything that is wrong, each with its line, column and advice
 */
export function parseBudgetFile(text: string, file: string): Budget[] {
  const source = sourceFile(file, file, text);
  const fail = (message: string, advice: string): never => {
    throw new BudgetError([fileDiagnostic(source, { code: 'budget', message, advice })]);
  };
  if (Buffer.byteLength(text) > MAX_BUDGET_FILE_BYTES)
    fail(
      'the file is larger than 1 MiB',
      'Is it a file of budgets? Divide it and give --budgets several times',
    );
  const diagnostics: Diagnostic[] = [];
  const documents = yamlDocuments(source, diagnostics);
  if (diagnostics.length > 0) throw new BudgetError(diagnostics);
  if (documents.length > 1) fail('the file holds several YAML documents', 'Leave out the lines of ---');
  const [document] = documents;
  // Nothing to judge would be a gate that is always open.
  if (document === undefined) return fail('the file holds no budgets', 'Write one, or leave out --budgets');
  const budgets = readDocument(source, document, diagnostics);
  if (diagnostics.length > 0) throw new BudgetError(diagnostics.slice(0, MAX_ERRORS));
  if (budgets.length === 0) fail('the file holds no budgets', 'Write one, or leave out --budgets');
  if (budgets.length > MAX_BUDGETS)
    fail(
      `the file holds more than ${MAX_BUDGETS} budgets`,
      'Let selectors with wildcards stand for many rules',
    );
  return budgets;
}

function readDocument(
  source: SourceFile,
  { contents }: Document.Parsed,
  diagnostics: Diagnostic[],
): Budget[] {
  const attempt = <T>(node: unknown, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      diagnostics.push(nodeDiagnostic(source, node, error));
      return undefined;
    }
  };
  if (!isMap(contents)) {
    const error = new NodeError(
      'budgets are written by metric',
      'Write `rule_latency{rule:name}: ["p(99)<50us"]`',
    );
    diagnostics.push(nodeDiagnostic(source, contents, error));
    return [];
  }
  return contents.items.flatMap(({ key, value }) => {
    const name = attempt(key, () => scalarText(key, 'a metric'));
    const selected = name === undefined ? undefined : attempt(key, () => wholeSelector(name));
    if (name === undefined || selected === undefined) return [];
    const entries = attempt(value ?? key, () => thresholdNodes(value)) ?? [];
    return entries.flatMap((node) => {
      const at = isMap(node) ? (node.get('threshold', true) ?? node) : node;
      const budget = attempt(at, () => readBudget(source, name.trim(), selected, node));
      return budget ?? [];
    });
  });
}

function wholeSelector(name: string): MetricSelector {
  const found = parseSelector(name);
  const rest = name.slice(found.length);
  if (rest.trim() === '') return found;
  const at = found.length + rest.length - rest.trimStart().length;
  throw new GrammarError('nothing may follow the selector', at, rest.trim().length, 'Leave it out');
}

/** One threshold need not be a list. */
function thresholdNodes(value: unknown): readonly unknown[] {
  if (isSeq(value) && value.items.length > 0) return value.items;
  if (isMap(value) || (isScalar(value) && typeof value.value === 'string')) return [value];
  throw new NodeError('a list of thresholds has to follow', 'Write `["p(99)<50us"]`');
}

function readBudget(
  source: SourceFile,
  name: string,
  { metric, selector }: MetricSelector,
  node: unknown,
): Budget {
  const { text, ...settings } = readThresholdEntry(node);
  const threshold = parseThreshold(text, metric);
  const { line } = yamlPlace(source, node);
  return makeBudget({
    name,
    source: `${source.shownPath}:${line}`,
    metric,
    selector,
    threshold,
    ...settings,
  });
}

function nodeDiagnostic(source: SourceFile, node: unknown, error: unknown): Diagnostic {
  if (error instanceof NodeError) {
    const { message, advice } = error;
    return fileDiagnostic(source, { code: 'budget', message, advice }, yamlPlace(source, error.node ?? node));
  }
  if (!(error instanceof GrammarError)) throw error;
  const { message, advice, offset, length } = error;
  const start = textStart(source, node);
  const place =
    start === undefined ? yamlPlace(source, node) : { ...source.lines.positionAt(start + offset), length };
  return fileDiagnostic(source, { code: 'budget', message, advice }, place);
}

/** Where the text of a scalar begins in the file, if it stands there as it is: no escapes, no folded lines. */
function textStart(source: SourceFile, node: unknown): number | undefined {
  const range = (node as Node | null)?.range;
  if (!isScalar(node) || typeof node.value !== 'string' || !range) return undefined;
  const quote = /^["']/.test(source.text.slice(range[0], range[0] + 1)) ? 1 : 0;
  const start = range[0] + quote;
  return source.text.startsWith(node.value, start) ? start : undefined;
}
