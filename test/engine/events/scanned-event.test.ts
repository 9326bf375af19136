import { describe, expect, it } from 'vitest';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { LazyText } from '../../../src/engine/events/lazy-text.ts';
import { ScannedEvent } from '../../../src/engine/events/scanned-event.ts';

const layout = new Map([
  ['process.name', 0],
  ['process.args', 1],
  ['message', 2],
  ['__proto__.polluted', 3],
]);
const event = new ScannedEvent(layout, ['cmd.exe', ['a', 'b'], new LazyText('"line\\n"'), 1]);

describe('ScannedEvent', () => {
  it.each([
    ['process.name', 'cmd.exe'],
    ['process.args', ['a', 'b']],
    ['message', 'line\n'],
    ['process', undefined],
    ['constructor', undefined],
  ])('is read by the vocabulary of ECS: %s', (path, value) => {
    expect(ecsVocabulary.reader(path)(event)).toEqual(value);
  });

  it('becomes a nested object', () => {
    const ecs = ecsVocabulary.toEcs(event);
    expect(ecs).toMatchObject({ process: { name: 'cmd.exe', args: ['a', 'b'] }, message: 'line\n' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
