import type { EventBatch, LuaRuntime } from 'kestrel-perf';
import { type EngineSide, engineSide } from './engine-side.ts';
import { rulesOfTexts } from './rules-of-texts.ts';

/** Rules written for a measurement. */
export interface TextSideSettings {
  readonly name: string;
  /** Tells the kind, with its dot: `.eql`, `.lua`, `.wat`. */
  readonly extension: string;
  /** One rule each. */
  readonly texts: readonly string[];
  readonly lua?: LuaRuntime;
}

/**
 * Rules that evaluate every event of a batch: without the index, which finds some rules by value and leaves nothing to
 * measure. An operation is one evaluation.
 *
 * @param folder where the rules' files may be
 */
export async function textSide(
  folder: string,
  batch: EventBatch,
  { name, extension, texts, lua }: TextSideSettings,
): Promise<EngineSide> {
  const rules = await rulesOfTexts(folder, extension, texts);
  const operations = rules.length * batch.records.length;
  return engineSide({ name, rules, batches: [batch], operations, index: false, ...(lua && { lua }) });
}
