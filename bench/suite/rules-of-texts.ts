import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPack, type Rule } from 'kestrel-perf';

/**
 * Loads rules as a user's pack would be, one file each.
 *
 * @param folder where the files may be
 * @param extension tells the kind, with its dot: `.eql`, `.lua`, `.wat`
 * @throws Error when one does not load
 */
export async function rulesOfTexts(
  folder: string,
  extension: string,
  texts: readonly string[],
): Promise<readonly Rule[]> {
  const pack = await mkdtemp(join(folder, 'rules-'));
  for (const [at, text] of texts.entries()) await writeFile(join(pack, `rule-${at}${extension}`), text);
  const { rules, diagnostics } = await loadPack([pack]);
  if (rules.length !== texts.length)
    throw new Error(`a rule did not load: ${JSON.stringify(diagnostics[0])}`);
  return rules;
}

/** So many texts that differ in their number, so that no two rules share their work. */
export function numbered(count: number, text: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, number) => text(number));
}
