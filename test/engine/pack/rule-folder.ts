import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files, by relative path; it goes when the test ends. */
export function ruleFolder(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A TOML rule with the least a rule needs. */
export function tomlRule(id: string, query = 'any where true'): string {
  return `[rule]\nrule_id = "${id}"\ntype = "eql"\nquery = '''\n${query}\n'''\n`;
}
