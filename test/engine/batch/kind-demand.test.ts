import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { windowsVocabulary } from '../../../src/engine/events/windows-vocabulary.ts';
import { ruleOf } from '../../support/rule.ts';

const SYSMON = { Channel: 'Microsoft-Windows-Sysmon/Operational' };
const PROCESS_START = { ...SYSMON, EventID: 1 };
const FILE_CREATED = { ...SYSMON, EventID: 11 };
const LOGON = { Channel: 'Security', EventID: 4624 };

/** What may be read of events like one, besides what tells sorts of events apart. */
function pathsOf(texts: readonly string[], record: Record<string, unknown>, index = true): readonly string[] {
  const engine = new Engine(
    texts.map((text, at) => ruleOf(text, { id: `rule-${at}` })),
    { index },
  );
  const paths = engine.demand!.pathsOfKind(windowsVocabulary, record);
  return paths.filter((path) => !/^(event|host)\./.test(path)).sort();
}

describe('what may be read of a kind of event', () => {
  const rules = [
    'process where event.type == "start" and process.name == "a" and process.args : "b"',
    'file where file.path : "x" and (process.pid > 4 or user.name != null)',
    'any where message : "z"',
  ];

  it('is what the rules of its category ask for', () => {
    expect(pathsOf(rules, PROCESS_START)).toEqual(['@timestamp', 'message', 'process.args', 'process.name']);
    expect(pathsOf(rules, FILE_CREATED)).toEqual([
      '@timestamp',
      'file.path',
      'message',
      'process.pid',
      'user.name',
    ]);
    expect(pathsOf(rules, LOGON)).toEqual(['@timestamp', 'message']);
  });

  it('is nothing of a rule that cannot hold for the kind', () => {
    const stops = ['process where event.type == "end" and process.exit_code == 0'];
    expect(pathsOf(stops, PROCESS_START)).toEqual(['@timestamp']);
    expect(pathsOf(stops, PROCESS_START, false)).toEqual(['@timestamp', 'process.exit_code']);
  });

  it('is all of a rule whose selector the kind leaves open', () => {
    const failures = ['authentication where event.outcome == "failure" and user.name : "a"'];
    expect(pathsOf(failures, LOGON)).toEqual(['@timestamp', 'user.name']);
  });

  it('takes in the keys of a sequence, of all its steps', () => {
    const sequence = [
      'sequence by host.id [process where process.name == "a"] by process.entity_id [file where true] by file.name',
    ];
    expect(pathsOf(sequence, FILE_CREATED)).toContain('file.name');
    expect(pathsOf(sequence, PROCESS_START)).toEqual([
      '@timestamp',
      'file.name',
      'process.entity_id',
      'process.name',
    ]);
  });

  it('is all that any rule reads where the kind says nothing', () => {
    const engine = new Engine(rules.map((text, at) => ruleOf(text, { id: `rule-${at}` })));
    expect(engine.demand!.pathsOfKind(ecsVocabulary, {})).toEqual(engine.demand!.paths);
    expect(engine.demand!.paths).toContain('process.pid');
  });

  it('may be asked between batches without a change in what they give', () => {
    const engine = new Engine([ruleOf('process where process.name : "a.exe"')]);
    const alerts: unknown[] = [];
    const run = (Image: string, eventNumber: number) => {
      engine.demand!.pathsOfKind(windowsVocabulary, { ...PROCESS_START, Image: 'C:\\b.exe' });
      const records = [{ ...PROCESS_START, Image }];
      engine.run({ vocabulary: windowsVocabulary, records, eventNumbers: [eventNumber] }, (alert) =>
        alerts.push(alert.events),
      );
    };
    run('C:\\a.exe', 1);
    run('C:\\b.exe', 2);
    run('C:\\A.exe', 3);
    expect(alerts).toEqual([[1], [3]]);
  });
});
