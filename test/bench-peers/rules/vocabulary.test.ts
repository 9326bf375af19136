import { expect, test } from 'vitest';
import { vocabularyOf } from '../../../bench/peers/rules/vocabulary.ts';

const start = (process: object) => ({ event: { category: ['process', 'host'], code: '1' }, process });

test('values are kept by kind of event and field, each once', async () => {
  const kinds = await vocabularyOf([
    start({ name: 'cmd.exe', executable: 'C:\\cmd.exe', pid: 4 }),
    start({ name: 'cmd.exe', executable: 'D:\\cmd.exe', pid: 8 }),
    { event: { category: 'file', action: 'creation' }, file: { path: '/tmp/x' } },
  ]);
  expect(kinds.map(({ category, code }) => [category, code.field, code.value])).toEqual([
    ['process', 'event.code', '1'],
    ['host', 'event.code', '1'],
    ['file', 'event.action', 'creation'],
  ]);
  expect([...kinds[0]!.names]).toEqual([['process.name', ['cmd.exe']]]);
  expect([...kinds[0]!.texts]).toEqual([['process.executable', ['C:\\cmd.exe', 'D:\\cmd.exe']]]);
  expect([...kinds[0]!.numbers]).toEqual([['process.pid', [4, 8]]]);
});

test('a field that peers would read differently is left out', async () => {
  const [kind] = await vocabularyOf([
    start({ name: 'cmd.exe', executable: '/bin/a', pid: 1 }),
    start({ name: ['a', 'b'], executable: 'Straße', pid: '7' }),
    start({ executable: '\u001b[31m', pid: 2 ** 60 }),
  ]);
  expect([...kind!.names.keys()]).toEqual([]);
  expect([...kind!.numbers.keys()]).toEqual([]);
  expect([...kind!.texts]).toEqual([['process.executable', ['/bin/a']]]);
});

test('what is no event with a category and a code gives nothing', async () => {
  const events = [
    null,
    7,
    [],
    {},
    { event: null },
    { event: { code: '1' } },
    { event: { category: 'file' } },
  ];
  expect(await vocabularyOf([...events, JSON.parse('{"__proto__": {"event": {"code": "1"}}}')])).toEqual([]);
});
