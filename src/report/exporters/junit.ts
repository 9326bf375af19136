import { XMLBuilder } from 'fast-xml-parser';
import type { RunFile } from '../run-file.ts';
import type { VerdictEntry } from '../verdict.ts';
import { verdictSubject, verdictText, verdictWord } from '../verdict-text.ts';
import { visibleText } from '../visible-text.ts';
import { type Exporter, NoVerdictsError, writeText } from './exporter.ts';

/**
 * The verdicts of a run as JUnit XML, as Jenkins and GitLab read it: a suite per budget, in it a case per rule. What
 * fails the run is a failure; what only warns is skipped, with the reason; the time of a case is the CPU time of its
 * rule, or the time of the run.
 */
export const junitExporter: Exporter = {
  extensions: ['.junit.xml', '.xml'],
  needsVerdicts: true,
  async write(run, out) {
    if (run.budgets.length === 0) throw new NoVerdictsError();
    await writeText(out, junitText(run));
  },
};

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
});

function junitText(run: RunFile): string {
  const suites = byBudget(run.budgets).map((verdicts) => suite(verdicts, run));
  const root = { testsuites: { '@name': 'kestrel-perf', ...counts(run.budgets), testsuite: suites } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`;
}

function byBudget(verdicts: readonly VerdictEntry[]): VerdictEntry[][] {
  const groups = new Map<string, VerdictEntry[]>();
  for (const entry of verdicts) {
    const key = JSON.stringify([entry.budget, entry.source]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

function suite(verdicts: readonly VerdictEntry[], run: RunFile) {
  const [{ budget }] = verdicts as [VerdictEntry];
  const rows = new Map(run.rules.map((rule) => [rule.rule_id, rule]));
  return {
    '@name': attribute(budget),
    ...counts(verdicts),
    '@timestamp': run.timestamp.replace(/\.\d+Z$/, ''),
    testcase: verdicts.map((entry) => {
      const rule = entry.rule_id === null ? undefined : rows.get(entry.rule_id);
      // A rule that did not run took no time.
      const timeNs = rule?.cpu_time_ns ?? (entry.rule_id === null ? run.wall_time_ns : 0);
      return {
        '@name': attribute(`${verdictSubject(entry)}: ${budget}`),
        '@classname': attribute(verdictSubject(entry)),
        '@time': (timeNs / 1e9).toFixed(9),
        ...(rule !== undefined && { '@file': attribute(rule.file) }),
        ...outcome(entry),
      };
    }),
  };
}

function counts(verdicts: readonly VerdictEntry[]) {
  const count = (effect: string) => verdicts.filter((one) => one.effect === effect).length;
  return {
    '@tests': verdicts.length,
    '@failures': count('fail'),
    '@errors': 0,
    '@skipped': count('warn'),
  };
}

function outcome(entry: VerdictEntry) {
  const message = attribute(`${verdictWord(entry)}: ${verdictText(entry)}`);
  if (entry.effect === 'fail') {
    const text = attribute(`${verdictSubject(entry)}: ${message} (${entry.source})`);
    return { failure: { '@message': message, '@type': entry.verdict, '#text': text } };
  }
  return entry.effect === 'warn' ? { skipped: { '@message': message } } : {};
}

/** One line without what XML has no place for: control characters, lone surrogates and noncharacters become visible. */
function attribute(text: string): string {
  return visibleText(text).replace(/[\ufffe\uffff]/g, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`);
}
