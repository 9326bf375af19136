import type { Dialect, TextMatch } from '../../engine/eql/ast.ts';
import { foldAscii } from '../../engine/eql/values/text.ts';
import { SampleCondition } from './sample-condition.ts';
import type { SampleRows } from './sample-rows.ts';

/** A test with case that could stand for one without, as far as a sample tells. */
export interface FittedCase {
  readonly match: TextMatch;
  /** Different texts that the field had. */
  readonly values: number;
}

/**
 * A regular expression that need not ignore case on these events: no two values of its field differ by case alone, and
 * with case it holds for the same ones, of which there are some. Only `regex~` is looked at, as other tests read a column
 * that is in lower case for all rules alike: they would be no faster.
 */
export function caseFitted(
  match: TextMatch,
  dialect: Dialect,
  places: readonly SampleRows[],
): FittedCase | undefined {
  if (match.operator !== 'regex' || !match.insensitive || match.value.kind !== 'field') return undefined;
  const values = textsOf(match.value.path, places);
  if (new Set([...values].map(foldAscii)).size < values.size) return undefined;
  const withCase: TextMatch = { ...match, insensitive: false };
  const held = new SampleCondition([[match]], dialect, places).held();
  if (held.count === 0 || !held.equals(new SampleCondition([[withCase]], dialect, places).held()))
    return undefined;
  return { match: withCase, values: values.size };
}

function textsOf(path: string, places: readonly SampleRows[]): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { batch, rows } of places) {
    batch.extract([{ path, folded: false }], rows);
    const { values } = batch.store.column({ path, folded: false });
    for (const row of rows) {
      const value = values[row];
      for (const one of typeof value === 'object' ? value : [value])
        if (typeof one === 'string') texts.add(one);
    }
  }
  return texts;
}
