import { expect, test } from 'vitest';
import { columnsOf } from '../../../bench/peers/rules/columns.ts';
import type { PeerRule } from '../../../bench/peers/rules/rule.ts';
import { toCel } from '../../../bench/peers/translate/cel.ts';
import { toEql } from '../../../bench/peers/translate/eql.ts';
import { toJq } from '../../../bench/peers/translate/jq.ts';
import { toPythonEql } from '../../../bench/peers/translate/python-eql.ts';
import { loadQuery, toSql } from '../../../bench/peers/translate/sql.ts';

/** With what each language must escape: quotes, backslashes, LIKE's `%` and `_`, jq's `\(`. */
const rule: PeerRule = {
  id: 'rule-0001',
  category: 'process',
  clauses: [
    { kind: 'equals', field: 'event.code', value: `1'"\\` },
    { kind: 'one-of', field: 'process.name', values: ['CMD.exe', `o'hara".exe`] },
    { kind: 'like', field: 'process.command_line', patterns: ['C:\\(x)*', '*100%*_!*', '*A?b', '*"q"*'] },
    { kind: 'compare', field: 'process.pid', operator: '>=', value: 4 },
    { kind: 'not', test: { kind: 'like', field: 'process.command_line', patterns: ['*.tmp'] } },
  ],
};

test('EQL', () => {
  expect(toEql(rule)).toMatchInlineSnapshot(
    `"process where event.code == "1'\\"\\\\" and process.name in~ ("CMD.exe", "o'hara\\".exe") and process.command_line : ("C:\\\\(x)*", "*100%*_!*", "*A?b", "*\\"q\\"*") and process.pid >= 4 and not (process.command_line : ("*.tmp"))"`,
  );
});

test('EQL of python-eql', () => {
  expect(toPythonEql(rule)).toMatchInlineSnapshot(
    `"process where event.code == "1'\\"\\\\" and process.name in ("CMD.exe", "o'hara\\".exe") and match(process.command_line, "^C:\\\\\\\\\\\\(x\\\\)[\\\\s\\\\S]*$", "^[\\\\s\\\\S]*100%[\\\\s\\\\S]*_![\\\\s\\\\S]*$", "^[\\\\s\\\\S]*A[\\\\s\\\\S]b$", "^[\\\\s\\\\S]*\\"q\\"[\\\\s\\\\S]*$") and process.pid >= 4 and (process.command_line == null or not (wildcard(process.command_line, "*.tmp")))"`,
  );
});

test('SQL', () => {
  expect(toSql(rule)).toMatchInlineSnapshot(
    `"is_process AND event_code = '1''"\\' AND process_name_folded IN ('cmd.exe', 'o''hara".exe') AND (starts_with(process_command_line_folded, 'c:\\(x)') OR process_command_line_folded LIKE '%100!%%!_!!%' ESCAPE '!' OR process_command_line_folded LIKE '%a_b' OR contains(process_command_line_folded, '"q"')) AND process_pid_number >= 4 AND NOT coalesce((ends_with(process_command_line_folded, '.tmp')), false)"`,
  );
});

test('SQL that reads the columns', () => {
  expect(loadQuery(columnsOf([rule]), "/tmp/o'hara.ndjson")).toMatchInlineSnapshot(
    `"SELECT CASE json_type("event"."category") WHEN 'ARRAY' THEN list_contains(from_json("event"."category", '["VARCHAR"]'), 'process') ELSE ("event"."category" ->> '$') = 'process' END AS is_process, "event"."code" AS event_code, lower("process"."name") AS process_name_folded, lower("process"."command_line") AS process_command_line_folded, "process"."pid" AS process_pid_number FROM read_ndjson('/tmp/o''hara.ndjson', columns = {"event": 'STRUCT("category" JSON, "code" VARCHAR)', "process": 'STRUCT("name" VARCHAR, "command_line" VARCHAR, "pid" DOUBLE)'})"`,
  );
});

test('jq', () => {
  expect(toJq([rule])).toMatchInlineSnapshot(`
    "foreach inputs as $event (0; . + 1;
      . as $number | $event |
      ($event["event"]["category"] | if type == "array" then index("process") != null else . == "process" end) as $is_process |
      ($event["event"]["code"]) as $event_code |
      ($event["process"]["name"] // "" | ascii_downcase) as $process_name_folded |
      ($event["process"]["command_line"] // "" | ascii_downcase) as $process_command_line_folded |
      ($event["process"]["pid"] | numbers // null) as $process_pid_number |
      def part0:
        (if $is_process and ($event_code == "1'\\"\\\\") and ($process_name_folded == "cmd.exe" or $process_name_folded == "o'hara\\".exe") and (($process_command_line_folded | startswith("c:\\\\(x)")) or ($process_command_line_folded | test("^[\\\\s\\\\S]*100%[\\\\s\\\\S]*_![\\\\s\\\\S]*$")) or ($process_command_line_folded | test("^[\\\\s\\\\S]*a[\\\\s\\\\S]b$")) or ($process_command_line_folded | contains("\\"q\\""))) and ($process_pid_number != null and $process_pid_number >= 4) and ((($process_command_line_folded | endswith(".tmp"))) | not) then "rule-0001" else empty end);
      [part0] | select(length > 0) | [$number] + .)
    "
  `);
});

test('jq takes many rules in functions of its own, which must not be too long', () => {
  const rules = Array.from({ length: 101 }, (_, at) => ({ ...rule, id: `rule-${at}` }));
  const program = toJq(rules);
  expect(program.match(/def part\d+:/g)).toEqual(['def part0:', 'def part1:', 'def part2:']);
  expect(program).toContain('[part0, part1, part2] |');
  for (const { id } of rules) expect(program.split(`"${id}"`)).toHaveLength(2);
});

test('CEL', () => {
  expect(toCel(rule)).toMatchInlineSnapshot(
    `"is_process && event_code == "1'\\"\\\\" && process_name_folded in ["cmd.exe", "o'hara\\".exe"] && (process_command_line_folded.startsWith("c:\\\\(x)") || process_command_line_folded.matches("^[\\\\s\\\\S]*100%[\\\\s\\\\S]*_![\\\\s\\\\S]*$") || process_command_line_folded.matches("^[\\\\s\\\\S]*a[\\\\s\\\\S]b$") || process_command_line_folded.contains("\\"q\\"")) && process_pid_number >= 4.0 && !((process_command_line_folded.endsWith(".tmp")))"`,
  );
});
