import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { NoVerdictsError } from '../../../src/report/exporters/exporter.ts';
import { junitExporter } from '../../../src/report/exporters/junit.ts';
import { exporterFor, needsVerdicts } from '../../../src/report/exporters/registry.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { HOSTILE_TEXT, judgedRun, verdictOf } from '../sample-verdicts.ts';

async function exported(run: RunFile): Promise<string> {
  const out = new PassThrough();
  const received = readText(out);
  await junitExporter.write(run, out);
  out.end();
  return received;
}

test('a suite per budget, a case per rule', async () => {
  expect(await exported(judgedRun())).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="kestrel-perf" tests="5" failures="2" errors="0" skipped="2">
      <testsuite name="rule_latency{rule:slow}: p(99)&lt;50us" tests="1" failures="1" errors="0" skipped="0" timestamp="2024-05-01T12:00:00">
        <testcase name="slow: rule_latency{rule:slow}: p(99)&lt;50us" classname="slow" time="0.250000000" file="slow.eql">
          <failure message="fail: 61.2 µs (58.0 µs to 64.1 µs); budget rule_latency{rule:slow}: p(99)&lt;50us" type="fail">slow: fail: 61.2 µs (58.0 µs to 64.1 µs); budget rule_latency{rule:slow}: p(99)&lt;50us (budgets.yaml:2)</failure>
        </testcase>
      </testsuite>
      <testsuite name="rule_alerts{rule:gone}: count==1" tests="1" failures="1" errors="0" skipped="0" timestamp="2024-05-01T12:00:00">
        <testcase name="gone: rule_alerts{rule:gone}: count==1" classname="gone" time="0.000000000">
          <failure message="no data: fails: -, the selector picks no rule that ran; budget rule_alerts{rule:gone}: count==1" type="no-data">gone: no data: fails: -, the selector picks no rule that ran; budget rule_alerts{rule:gone}: count==1 (budgets.yaml:2)</failure>
        </testcase>
      </testsuite>
      <testsuite name="rule_latency{rule:slow}: p(99)&lt;50us" tests="1" failures="0" errors="0" skipped="1" timestamp="2024-05-01T12:00:00">
        <testcase name="slow: rule_latency{rule:slow}: p(99)&lt;50us" classname="slow" time="0.250000000" file="slow.eql">
          <skipped message="fail: warns: 61.2 µs (58.0 µs to 64.1 µs); budget rule_latency{rule:slow}: p(99)&lt;50us"/>
        </testcase>
      </testsuite>
      <testsuite name="rule_latency{rule:slow}: p(99)&lt;50us" tests="1" failures="0" errors="0" skipped="1" timestamp="2024-05-01T12:00:00">
        <testcase name="slow: rule_latency{rule:slow}: p(99)&lt;50us" classname="slow" time="0.250000000" file="slow.eql">
          <skipped message="too noisy: warns: 61.2 µs (58.0 µs to 64.1 µs), the limit lies within the interval of the figure; budget rule_latency{rule:slow}: p(99)&lt;50us"/>
        </testcase>
      </testsuite>
      <testsuite name="events: count==1000" tests="1" failures="0" errors="0" skipped="0" timestamp="2024-05-01T12:00:00">
        <testcase name="(whole run): events: count==1000" classname="(whole run)" time="0.250001000"/>
      </testsuite>
    </testsuites>
    "
  `);
});

test('it is chosen by its extension', () => {
  expect(exporterFor('out.junit.xml')).toBe(junitExporter);
  expect(exporterFor('OUT.XML')).toBe(junitExporter);
  expect([needsVerdicts('run.xml'), needsVerdicts('run.json')]).toEqual([true, false]);
});

test('a run without verdicts has none to write', async () => {
  await expect(exported(judgedRun([]))).rejects.toThrow(NoVerdictsError);
});

/** An element as the parser gives it, in order. */
type Element = { readonly ':@'?: Readonly<Record<string, string>> } & Readonly<
  Record<string, readonly Element[]>
>;

interface Shape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
}

/** What the schema of Jenkins (junit-10.xsd) allows, as far as it is used. */
const SHAPES: Readonly<Record<string, Shape>> = {
  testsuites: {
    required: [],
    optional: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'disabled'],
    children: ['testsuite'],
  },
  testsuite: {
    required: ['name', 'tests'],
    optional: ['failures', 'errors', 'skipped', 'time', 'timestamp', 'hostname', 'id', 'package', 'file'],
    children: ['testcase', 'properties', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name', 'classname', 'time'],
    optional: ['file', 'line', 'status', 'assertions'],
    children: ['skipped', 'failure', 'error', 'system-out', 'system-err'],
  },
  failure: { required: ['message', 'type'], optional: [], children: ['#text'] },
  skipped: { required: [], optional: ['message', 'type'], children: [] },
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: true,
});

function check(elements: readonly Element[], seen: Map<string, number>): void {
  for (const element of elements) {
    const { ':@': attributes = {}, ...rest } = element;
    const [name, children] = Object.entries(rest)[0] as [string, readonly Element[]];
    if (name === '#text' || name === '?xml') continue;
    const shape = SHAPES[name]!;
    expect(shape, name).toBeDefined();
    const names = Object.keys(attributes);
    expect(names).toEqual(expect.arrayContaining([...shape.required]));
    expect([...shape.required, ...shape.optional]).toEqual(expect.arrayContaining(names));
    for (const child of children) expect(shape.children).toContain(Object.keys(child)[0]);
    if (attributes.time !== undefined) expect(attributes.time).toMatch(/^\d+\.\d+$/);
    if (attributes.timestamp !== undefined)
      expect(attributes.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    seen.set(name, (seen.get(name) ?? 0) + 1);
    check(children, seen);
  }
}

async function checked(run: RunFile): Promise<Map<string, number>> {
  const text = await exported(run);
  expect(XMLValidator.validate(text)).toBe(true);
  // What XML 1.0 has no place for.
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
  const seen = new Map<string, number>();
  check(parser.parse(text), seen);
  return seen;
}

test('the counts are those of the cases', async () => {
  const seen = await checked(judgedRun());
  expect(Object.fromEntries(seen)).toEqual({
    testsuites: 1,
    testsuite: 5,
    testcase: 5,
    failure: 2,
    skipped: 2,
  });
  const root = parser.parse(await exported(judgedRun()))[1];
  expect(root[':@']).toMatchObject({ tests: '5', failures: '2', errors: '0', skipped: '2' });
});

test('whatever rules are called, the file is sound and says how', async () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constant(HOSTILE_TEXT),
  );
  await fc.assert(
    fc.asyncProperty(name, name, async (id, budget) => {
      const seen = await checked(
        judgedRun([verdictOf({ rule_id: id, budget }), verdictOf({ rule_id: id, budget, effect: 'warn' })]),
      );
      expect(seen.get('testcase')).toBe(2);
    }),
    { numRuns: 300 },
  );
});

test('what can be shown of a name is there to the letter', async () => {
  const name = `a"b'c<d>&e;]]> =1+1 | ü 汉`;
  const [, root] = parser.parse(await exported(judgedRun([verdictOf({ rule_id: name })])));
  expect(root.testsuites[0].testsuite[0][':@'].classname).toBe(name);
});
