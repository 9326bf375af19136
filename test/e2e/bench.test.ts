import { once } from 'node:events';
import { expect, test } from 'vitest';
import { benchSchema } from '../../src/rule-bench/bench-file.ts';
import { eventLines } from './support/event-line.ts';
import { finish, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

test('Ctrl-C ends a bench in order: exit code 130, what was measured by then is printed', async () => {
  const cwd = workFolder({ 'pack/low.eql': 'process where process.pid <= 5' });
  const args = ['bench', '-', '-r', 'pack', '--rounds', '1000000', '--time-ms', '1', '--json'];
  const child = startProgram(args, { cwd });
  const finished = finish(child);
  child.stdin.end(eventLines(30));
  // From this notice on signals are caught, and rules are measured.
  const [notice] = (await once(child.stderr, 'data')) as [Buffer];
  expect(String(notice)).toContain('notice: benching 1 rule, 1000000 rounds of 1 ms');
  child.kill('SIGINT');
  const { code, stdout, stderr } = await finished;
  expect(code).toBe(130);
  expect(stderr).toMatch(/^notice: benching .*\nnotice: read 1 input as ecs\n$/);
  const { findings, rules } = benchSchema.parse(JSON.parse(stdout));
  expect(findings.map((finding) => finding.code)).toContain('stopped');
  expect(rules).toMatchObject([{ rule_id: 'low', events_reached: 30, events_matched: 5 }]);
});
