import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TableOptions, tableText } from '../../src/report/table-text.ts';
import { textWidth } from '../../src/report/terminal-text.ts';
import { faultOf, sampleRun, variedRun } from './sample-run.ts';

const OPTIONS: TableOptions = { sort: 'cpu', filter: 'all', topN: 10, widthColumns: 120, color: false };

function linesOf(text: string): string[] {
  return text.trimEnd().split('\n');
}

describe('tableText', () => {
  test.each([120, 80, 40])('at %s columns', (widthColumns) => {
    expect(`\n${tableText(variedRun(), { ...OPTIONS, widthColumns })}`).toMatchSnapshot();
  });

  test('no line is ever wider than the terminal, whatever rules are called', () => {
    const rule = fc.record({
      id: fc.string({ unit: 'grapheme', maxLength: 60 }),
      cpuTimeNs: fc.nat(2 ** 31 - 1).map((value) => value * 1_000),
      offered: fc.nat(),
      alertsNs: fc.array(fc.bigInt({ min: 0n, max: 2n ** 62n }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(rule),
        fc.integer({ min: 40, max: 160 }),
        fc.nat(12),
        (rules, widthColumns, topN) => {
          const text = tableText(sampleRun(rules, { decode: 1e9 }), { ...OPTIONS, widthColumns, topN });
          for (const line of linesOf(text)) expect(textWidth(line)).toBeLessThanOrEqual(widthColumns);
        },
      ),
    );
  });

  test('a terminal below 40 columns gets the report of 40', () => {
    const at = (widthColumns: number) => tableText(variedRun(), { ...OPTIONS, widthColumns });
    expect(at(5)).toBe(at(40));
  });

  test('the columns line up under wide characters', () => {
    const run = sampleRun([
      { id: '不審なプロセス', cpuTimeNs: 5e6, offered: 1 },
      { id: 'plain', cpuTimeNs: 4e6, offered: 1 },
    ]);
    const [, wide, plain] = linesOf(tableText(run, OPTIONS));
    expect(textWidth(wide!.slice(0, wide!.indexOf('EQL')))).toBe(plain!.indexOf('EQL'));
  });

  test('says how many rules are not shown and how much time is theirs', () => {
    const rules = [700, 200, 60, 40].map((cpuTimeNs) => ({ id: `r${cpuTimeNs}`, cpuTimeNs, offered: 1 }));
    const text = tableText(sampleRun(rules), { ...OPTIONS, topN: 2 });
    expect(text).toContain('2 more rules, 10.0 % of rule time; --top-n 0 shows all\n');
    expect(tableText(sampleRun(rules), { ...OPTIONS, topN: 3 })).toContain('1 more rule, 4.0 % of rule time');
    expect(tableText(sampleRun(rules), { ...OPTIONS, topN: 0 })).not.toContain('more rule');
  });

  test('names sequences whose first step begins too many partial matches', () => {
    const sequence = (id: string, offered: number, begun: number) => ({
      id,
      kind: 'sequence' as const,
      offered,
      steps: [[offered, begun] as const, [offered, 0] as const],
    });
    const text = (...rules: Parameters<typeof sampleRun>[0]) => tableText(sampleRun(rules), OPTIONS);
    expect(text(sequence('s', 4_000, 1_000))).toContain(
      '1 rule begins a partial match on more than 20.0 % of the events offered',
    );
    expect(text(sequence('s', 6_000, 1_000))).not.toContain('begins a partial match');
    expect(text(sequence('s', 999, 999))).not.toContain('begins a partial match');
    expect(text({ id: 'e', offered: 4_000, matches: 4_000 })).not.toContain('begins a partial match');
  });

  test('a filter that leaves nothing says so', () => {
    expect(tableText(variedRun(), { ...OPTIONS, filter: 'lua' })).toContain(
      'None of the 5 rules is of type lua.',
    );
    expect(tableText(sampleRun([]), OPTIONS)).toContain('No rules ran.');
  });

  test('what was cut from the table is still counted among those that never fired', () => {
    const rules = Array.from({ length: 5 }, (_, index) => ({ id: `r${index}`, offered: 2 }));
    expect(tableText(sampleRun(rules), { ...OPTIONS, topN: 1 })).toContain(
      '5 rules never fired: r0, r1, r2 and 2 more',
    );
  });

  test('names rules that never fired, were never offered an event, or flood', () => {
    const text = tableText(
      sampleRun([
        { id: 'silent', offered: 4 },
        { id: 'unused' },
        { id: 'flood', offered: 3, alertsNs: [1n, 2n] },
        { id: 'half', offered: 2, alertsNs: [1n] },
      ]),
      OPTIONS,
    );
    expect(text).toContain('1 rule never fired: silent\n');
    expect(text).toContain('1 rule was never offered an event: unused\n');
    expect(text).toContain('1 rule raises alerts on more than half of the events offered: flood\n');
  });

  test('names rules that were taken out, with the reason, and does not say that they never fired', () => {
    const quarantined = true;
    const looped = faultOf({ kind: 'time', reason: 'it did not come back', eventNumber: 12, quarantined });
    const text = tableText(
      sampleRun([
        { id: 'looping', kind: 'lua', offered: 4, faults: [looped] },
        { id: 'broken', kind: 'wasm', faults: [faultOf({ kind: 'load', eventNumber: null, quarantined })] },
        { id: 'shaky', kind: 'lua', offered: 4, faults: [faultOf()] },
      ]),
      OPTIONS,
    );
    expect(text).toContain('\nlooping was taken out of the run at event 12 (time): it did not come back\n');
    expect(text).toContain('\nbroken could not be started: it threw\n');
    expect(text).toContain('\nshaky had a fault at event 7 (error) and went on: it threw\n');
    expect(text).toContain('1 rule never fired: shaky\n');
  });

  test('names rules that had faults and went on, in one sentence', () => {
    const faults = [faultOf()];
    const text = tableText(sampleRun(['a', 'b'].map((id) => ({ id, kind: 'lua', faults }))), OPTIONS);
    expect(text).toContain('\n2 rules had faults and went on: a, b\n');
  });

  test('gives the reasons of ten rules, and the number of the others', () => {
    const rules = Array.from({ length: 12 }, (_, at) => ({
      id: `r${at}`,
      kind: 'lua' as const,
      faults: [faultOf({ quarantined: true })],
    }));
    const text = tableText(sampleRun(rules), OPTIONS);
    expect(text.match(/was taken out of the run at/g)).toHaveLength(10);
    expect(text).toContain('2 more could not be started or were taken out of the run\n');
  });

  test('lets no reason move the cursor', () => {
    const rule = {
      id: 'r',
      kind: 'lua' as const,
      faults: [faultOf({ reason: 'a\u001b[2J\rb', quarantined: true })],
    };
    expect(tableText(sampleRun([rule]), OPTIONS)).toContain(
      'r was taken out of the run at event 7 (error): ab\n',
    );
  });

  test('all rules and phases, with their shares of the whole', () => {
    const run = sampleRun([{ id: 'a', cpuTimeNs: 3e6, offered: 1 }], { decode: 1e6 });
    const lines = linesOf(tableText(run, OPTIONS));
    expect(lines.slice(lines.findIndex((line) => line.startsWith('time')))).toMatchObject([
      expect.stringMatching(/^time +ms +share$/),
      expect.stringMatching(/^all rules +3\.00 +75\.0 %$/),
      expect.stringMatching(/^decode +1\.00 +25\.0 %$/),
      expect.stringMatching(/^total +4\.00 +100\.0 %$/),
      expect.stringMatching(/^time is conserved: 4\.00 ms billed/),
      expect.stringMatching(/^clock: /),
      '',
      '1 rule never fired: a',
    ]);
  });

  test('escape sequences only with colour, and colour changes nothing else', () => {
    const colored = tableText(variedRun(), { ...OPTIONS, color: true, topN: 2 });
    const plain = tableText(variedRun(), { ...OPTIONS, topN: 2 });
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[1m');
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});
