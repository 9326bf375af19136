import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationsText } from '../../src/report/annotations.ts';
import { visibleText } from '../../src/report/visible-text.ts';
import { HOSTILE_TEXT, judgedRun, verdictOf } from './sample-verdicts.ts';

const PLACE = { file: 'rules/slow.eql', line: 7 };

test('what did not pass, at the place of its rule, errors first', () => {
  expect(annotationsText(judgedRun(), (id) => (id === 'slow' ? PLACE : undefined))).toBe(
    [
      '::error file=rules/slow.eql,line=7,title=Budget fail::slow: 61.2 µs (58.0 µs to 64.1 µs); budget rule_latency{rule:slow}: p(99)<50us',
      '::error title=Budget no data%3A fails::gone: -, the selector picks no rule that ran; budget rule_alerts{rule:gone}: count==1',
      '::warning file=rules/slow.eql,line=7,title=Budget fail%3A warns::slow: 61.2 µs (58.0 µs to 64.1 µs); budget rule_latency{rule:slow}: p(99)<50us',
      '::warning file=rules/slow.eql,line=7,title=Budget too noisy%3A warns::slow: 61.2 µs (58.0 µs to 64.1 µs), the limit lies within the interval of the figure; budget rule_latency{rule:slow}: p(99)<50us',
      '',
    ].join('\n'),
  );
});

test('nothing is said where all passed', () => {
  expect(annotationsText(judgedRun([verdictOf({ verdict: 'pass', effect: 'pass' })]), () => PLACE)).toBe('');
});

test('ten of a level, the first', () => {
  const verdicts = Array.from({ length: 30 }, (_, n) =>
    verdictOf({ rule_id: `r${n}`, effect: n < 15 ? 'fail' : 'warn' }),
  );
  const lines = annotationsText(judgedRun(verdicts), () => PLACE)
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => /^::(\w+).*::(r\d+):/.exec(line)?.slice(1).join(' '))).toEqual([
    ...Array.from({ length: 10 }, (_, n) => `error r${n}`),
    ...Array.from({ length: 10 }, (_, n) => `warning r${n + 15}`),
  ]);
});

/** As the runner takes a command apart. */
function readCommand(line: string) {
  const [, command, properties = '', message = ''] = /^::(\w+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  const plain = (text: string) =>
    text
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  const pairs = properties.split(',').map((pair) => pair.split(/=(.*)/s).slice(0, 2));
  return {
    command,
    message: plain(message),
    properties: Object.fromEntries(pairs.map(([key, value]) => [key, plain(value ?? '')])),
  };
}

test('whatever a rule and its file are called, it is one command that reads back', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constant(HOSTILE_TEXT),
    fc.constant('a:b,c=d%25\r\n::x::'),
  );
  fc.assert(
    fc.property(name, name, (id, file) => {
      const text = annotationsText(judgedRun([verdictOf({ rule_id: id, budget: id, reason: id })]), () => ({
        file,
        line: 1,
      }));
      expect(text.endsWith('\n')).toBe(true);
      expect(text.slice(0, -1)).not.toMatch(/[\r\n]/);
      const read = readCommand(text.slice(0, -1));
      expect(read.command).toBe('error');
      expect(read.properties).toEqual({ file: visibleText(file), line: '1', title: 'Budget fail' });
    }),
  );
});
