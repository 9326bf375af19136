import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const MAIN = new URL('../../dist/cli/main.js', import.meta.url).href;
/** The program, as one that does not own its process would start it. */
const UNTUNED = `import { main } from '${MAIN}'; process.exitCode = await main(process.argv.slice(1));`;
const TRACE = '--trace-opt';

function packOf(rules: number): string {
  const files = Array.from({ length: rules }, (_, rule) => {
    const names = Array.from({ length: 12 }, (_, at) => `"name-${rule}-${at}*"`);
    const query = `process where process.name like (${names}) and process.pid > ${rule} and not user.id == "${rule}"`;
    return [`rule-${rule}.eql`, query];
  });
  return workFolder(Object.fromEntries(files));
}

/** How often V8 chose a function for translation, as it says itself. */
function translations(output: string): number {
  return output.match(/^\[marking .*for optimization/gm)?.length ?? 0;
}

it('reading a pack leaves the processor to the replay: V8 translates far fewer functions', async () => {
  const args = ['check', packOf(150)];
  const tuned = await runProgram(args, { nodeArgs: [TRACE] });
  const untuned = await promisify(execFile)(
    process.execPath,
    [TRACE, '--input-type=module', '-e', UNTUNED, '--', ...args],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  expect(tuned.code).toBe(0);
  expect(translations(untuned.stdout)).toBeGreaterThan(20);
  expect(translations(tuned.stdout)).toBeLessThan(0.7 * translations(untuned.stdout));
});
