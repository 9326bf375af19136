import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ECS_FIELD_NAMES } from '../../../src/engine/pack/ecs-field-names.ts';
import { knownFields } from '../../../src/engine/pack/known-fields.ts';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { ruleFolder, tomlRule } from './rule-folder.ts';

async function load(files: Record<string, string>) {
  const folder = ruleFolder(files);
  return { folder, pack: await loadPack([folder]) };
}

test('a warning stands at its place in the file and costs no rule', async () => {
  const text =
    '-- a rule\nsequence by host.id with maxspan 10s\n  [process where proces.name == "a"]\n  [file where true]\n';
  const { folder, pack } = await load({ 'a.eql': text });
  expect(pack.rules.map((rule) => rule.id)).toEqual(['a']);
  expect(pack.diagnostics).toEqual([
    {
      severity: 'warning',
      code: 'eql-maxspan-without-equals',
      file: join(folder, 'a.eql'),
      message: expect.stringContaining('without `=`'),
      advice: 'Write with maxspan=…',
      line: 2,
      column: 21,
      length: 16,
      sourceLine: 'sequence by host.id with maxspan 10s',
    },
    {
      severity: 'warning',
      code: 'eql-unknown-field',
      file: join(folder, 'a.eql'),
      message: "unknown field 'proces.name'",
      advice: "Did you mean 'process.name'?",
      line: 3,
      column: 18,
      length: 11,
      sourceLine: '  [process where proces.name == "a"]',
    },
  ]);
});

test('warnings come in the order of the text, whoever gives them', async () => {
  const query = 'any where host.naem == "a" and process.name regex "^b" and proces.name == "c" | tail 1';
  const { pack } = await load({ 'a.toml': tomlRule('a', query) });
  expect(pack.diagnostics.map(({ code, line, column }) => [code, line, column])).toEqual([
    ['eql-unknown-field', 5, 11],
    ['eql-regex-anchor', 5, 51],
    ['eql-unknown-field', 5, 60],
    ['eql-pipe-over-stream', 5, 79],
  ]);
});

test('a rule with many warnings names the first and counts the rest', async () => {
  const patterns = Array.from({ length: 50 }, (_, index) => `"^${index}"`);
  const { pack } = await load({ 'a.eql': `any where a regex (${patterns.join(', ')})` });
  expect(pack.diagnostics).toHaveLength(21);
  expect(pack.diagnostics[19]).toMatchObject({ code: 'eql-regex-anchor', column: 143 });
  expect(pack.diagnostics[20]).toMatchObject({
    severity: 'warning',
    code: 'eql-more-warnings',
    message: 'the rule a has 30 more warnings',
  });
});

test('a rule that is left out gives none', async () => {
  const query = 'any where proces.name == "a"';
  const { pack } = await load({
    'a.toml': tomlRule('same', 'any where true'),
    'b.toml': tomlRule('same', query),
  });
  expect(pack.diagnostics.map(({ code }) => code)).toEqual(['duplicate-id']);
});

test('the fields of ECS and of all recordings are known', () => {
  expect(ECS_FIELD_NAMES).toContain('process.parent.name');
  expect(ECS_FIELD_NAMES).toContain('process.name.text');
  for (const path of [
    '@timestamp',
    'winlog.event_id',
    'kestrel.auth_type',
    'network.dest_ip',
    'process.command_line',
  ])
    expect(knownFields().has(path), path).toBe(true);
  expect(knownFields().has('proces.name')).toBe(false);
});

test.each([
  'process.Ext.token.integrity_level_name',
  'file.Ext.windows.zone_identifier',
  'aws.cloudtrail.request_parameters',
  'winlog.event_data.TargetUserName',
  'o365.audit.ExtendedProperties',
  'my.own.field',
  'process.my_name',
])("somebody's own field is left alone: %s", (path) => {
  expect(knownFields().closest(path)).toBeUndefined();
});
