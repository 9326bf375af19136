import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeStage } from '../../../bench/suite/stage.ts';

const MADE_EVENTS = 20;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function given(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test('without a recording one is made; the demo pack comes without the rules that misbehave', async () => {
  const { events, material } = await makeStage(folder, {}, MADE_EVENTS);
  expect(readFileSync(events, 'utf8').trim().split('\n')).toHaveLength(MADE_EVENTS);
  expect(material).toMatchObject({ source: 'made', events: MADE_EVENTS, rulesSource: 'demo', rules: 31 });
});

test('a given recording and pack are counted', async () => {
  const events = given('events.ndjson', '{"a":1}\n\n{"a":2}');
  const rules = given('rule.eql', 'any where true');
  const { material, ...stage } = await makeStage(folder, { events, rules }, MADE_EVENTS);
  expect(stage).toMatchObject({ events, rules });
  expect(material).toMatchObject({
    source: 'given',
    events: 2,
    eventBytes: 16,
    rulesSource: 'given',
    rules: 1,
  });
});

describe('refused before anything is measured is', () => {
  test.each([
    ['no recording', undefined, /cannot read the recording .*events\.ndjson: ENOENT/],
    ['one without events', '\n\n', /holds no events/],
    ['one that is compressed', gzipSync('{}\n'), /is compressed/],
    ['a broken line', '{"a":1}\n{"a":', /events\.ndjson:2 is no JSON object/],
    ['a line that is no object', '[1]\n', /events\.ndjson:1 is no JSON object/],
  ])('%s', async (_, content, message) => {
    const events = join(folder, 'events.ndjson');
    if (content !== undefined) given('events.ndjson', content);
    const stage = makeStage(folder, { events }, MADE_EVENTS);
    await expect(stage).rejects.toThrow(message);
    await expect(stage).rejects.toMatchObject({ name: 'UsageError' });
  });

  test('a folder as recording, or an empty one as pack', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await expect(makeStage(folder, { events: empty }, MADE_EVENTS)).rejects.toThrow(/is no file/);
    await expect(makeStage(folder, { rules: empty }, MADE_EVENTS)).rejects.toThrow(
      /holds no rule that loads/,
    );
  });
});
