import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownExporter } from '../../../src/report/exporters/markdown.ts';
import { exporterFor } from '../../../src/report/exporters/registry.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';
import { HOSTILE_TEXT, judgedRun, VARIED_VERDICTS, verdictOf } from '../sample-verdicts.ts';
import { exportedText } from './exported-text.ts';

const exported = (run: RunFile) => exportedText(markdownExporter, run);

test('what ran, verdicts, rules, what stands out', async () => {
  expect(await exported(judgedRun())).toMatchInlineSnapshot(`
    "# kestrel-perf

    1,000 events, 2 rules, 0 alerts in 250.0 ms, ended at \`2024-05-01T12:00:00.000Z\`.

    | what | which |
    | --- | --- |
    | recording | \`events.ndjson\` |
    | rules | \`rules\` |
    | pack | \`sha256:00\` |
    | program | \`kestrel-perf 0.1.0, Node 20.19.0\` |
    | machine | \`linux x64, 2 x Abacus 3000\` |

    ## Budgets

    5 verdicts: 1 fail, 1 no data: fails, 1 fail: warns, 1 too noisy: warns, 1 pass

    | verdict | rule | figure | budget | why |
    | --- | --- | --- | --- | --- |
    | fail | \`slow\` | 61.2 µs (58.0 µs to 64.1 µs) | \`rule_latency{rule:slow}: p(99)<50us\` |  |
    | no data: fails | \`gone\` | - | \`rule_alerts{rule:gone}: count==1\` | \`the selector picks no rule that ran\` |
    | fail: warns | \`slow\` | 61.2 µs (58.0 µs to 64.1 µs) | \`rule_latency{rule:slow}: p(99)<50us\` |  |
    | too noisy: warns | \`slow\` | 61.2 µs (58.0 µs to 64.1 µs) | \`rule_latency{rule:slow}: p(99)<50us\` | \`the limit lies within the interval of the figure\` |

    ## Rules

    | # | rule | type | cpu | of rules | evaluations | alerts | avg | p99 | peak memory |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | 1 | \`slow\` | EQL | 250.0 ms | 100.0 % | 1,000 | 0 | 250.0 µs | - | - |
    | 2 | \`quick\` | EQL | 1.0 µs | &lt;0.1 % | 1,000 | 0 | 1.0 ns | - | - |

    ## What stands out

    - \`2 rules never fired: slow, quick\`
    "
  `);
});

test('20 rules are shown, and how many more there are', async () => {
  const rules = Array.from({ length: 25 }, (_, at) => ({ id: `rule-${at}`, cpuTimeNs: 100 - at }));
  const text = await exported(sampleRun(rules));
  expect(text).toContain('| 20 | `rule-19` |');
  expect(text).not.toContain('rule-20` |');
  expect(text).toContain('\n5 more, 17.7 % of rule time\n');
  expect(await exported(sampleRun([]))).toContain('\nNo rules ran.\n');
});

test('20 verdicts are shown, and how many more there are; where all is well, that is shown', async () => {
  const failed = Array.from({ length: 23 }, (_, at) => verdictOf({ source: `budgets.yaml:${at}` }));
  expect(await exported(judgedRun(failed))).toContain('\n3 more verdicts\n');
  const passed = VARIED_VERDICTS.filter(({ effect }) => effect === 'pass');
  expect(await exported(judgedRun(passed))).toContain('| pass | `(whole run)` | 1,000 |');
});

test('warnings with places and advice', async () => {
  const warning = { code: 'x', message: 'odd', advice: 'Look', count: 3, places: ['e.ndjson:7'] };
  const text = await exported({ ...sampleRun([]), warnings: [warning] });
  expect(text).toContain('## Warnings\n\n- `odd (3 times), at e.ndjson:7. Look`\n');
});

test('it is chosen by its extension', () => {
  expect(exporterFor('RUN.MD')).toBe(markdownExporter);
});

/** Outside of code spans there is only text of our own: nothing of it makes a link, a mention or HTML. */
function check(text: string): void {
  for (const line of text.split('\n')) {
    const own = line.replace(/`[^`]+`/g, '');
    expect(own).toMatch(/^(#+ |- )?[\p{L}\p{N} .,:;%()|+&µ#<-]*$/u);
    expect(own.replaceAll('&lt;', '')).not.toMatch(/[&<]|www|:\/\//);
  }
  // Every row of a table has as many cells as its head.
  for (const [table] of text.matchAll(/(^\|.*\n)+/gm)) {
    const cells = table
      .trimEnd()
      .split('\n')
      .map((row) => row.split('|').length);
    expect(new Set(cells).size).toBe(1);
  }
}

test('whatever rules, recordings, machines and verdicts are called, it stays in code spans', async () => {
  check(await exported(variedRun()));
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(HOSTILE_TEXT, '`', '``', '\\', '\\|', '|', '<b>', ' ', ''),
  );
  await fc.assert(
    fc.asyncProperty(text, text, text, async (id, name, other) => {
      const run = sampleRun([{ id, name, cpuTimeNs: 5, offered: 3 }]);
      const hostile: RunFile = {
        ...run,
        engine: { ...run.engine, name: other, cpu_model: other },
        pack: { ...run.pack, hash: other, paths: [other] },
        stream: { ...run.stream, inputs: [other, id] },
        warnings: [{ code: other, message: name, advice: other, places: [id] }],
        budgets: [verdictOf({ rule_id: id, budget: name, reason: other })],
      };
      const written = await exported(hostile);
      check(written);
      expect(written.match(/^\|/gm)).toHaveLength(13);
    }),
    { numRuns: 200 },
  );
});
