import { ecsVocabulary } from '../ecs-vocabulary.ts';
import type { EventRecord, FieldReader } from '../field-value.ts';
import { setNested, toNested } from '../nested-path.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { inTurn, type ReadersByKind, readersByKind, unionReader } from './field-reader.ts';
import { MappedEvent } from './mapped-event.ts';
import type { Mapping } from './mapping.ts';
import { clearPassThrough, copyPassThrough, passThroughReader } from './pass-through.ts';

interface CompiledField {
  readonly path: string;
  readonly readers: ReadersByKind;
  readonly readEcs: FieldReader;
}

/** A vocabulary that one table drives: its readers, its conversion to ECS and its documentation. */
export function mappedVocabulary(mapping: Mapping): Vocabulary {
  const { kinds, passThrough } = mapping;
  const tabled = new Map(mapping.fields.map((entry) => [entry.path, entry]));

  const compile = (path: string): ReadersByKind => {
    const entry = tabled.get(path);
    const passed = passThroughReader(passThrough, path);
    if (entry !== undefined && 'union' in entry) {
      const read = unionReader(fieldsOf(entry.union));
      return kinds.map(() => read);
    }
    const own = readersByKind(kinds, entry?.sources ?? []);
    return passed === undefined ? own : own.map((read) => inTurn([read, passed]));
  };
  const fieldsOf = (paths: readonly string[]): ReadersByKind[] => paths.map(compile);
  const asMapped = (record: EventRecord): MappedEvent =>
    record instanceof MappedEvent ? record : mapping.classify(record);

  let compiled: readonly CompiledField[] | undefined;
  const compiledFields = (): readonly CompiledField[] => {
    compiled ??= mapping.fields.map(({ path }) => ({
      path,
      readers: compile(path),
      readEcs: ecsVocabulary.reader(path),
    }));
    return compiled;
  };

  return {
    name: mapping.name,
    reader(path) {
      const readers = compile(path);
      const readEcs = ecsVocabulary.reader(path);
      // What passes through is cleaned on the way, so there even a record in ECS has no say of its own.
      const isPassed = passThroughReader(passThrough, path) !== undefined;
      return (record) => {
        const event = asMapped(record);
        if (event.ecs !== undefined && !isPassed) {
          const recorded = readEcs(event.ecs);
          if (recorded !== undefined) return recorded;
        }
        const read = readers[event.kind];
        return read === undefined ? undefined : read(event);
      };
    },
    toEcs(record) {
      const event = asMapped(record);
      const ecs = event.ecs === undefined ? {} : toNested(event.ecs);
      if (passThrough !== undefined) clearPassThrough(passThrough, ecs);
      for (const { path, readers, readEcs } of compiledFields()) {
        if (event.ecs === undefined || readEcs(ecs) === undefined) {
          setNested(ecs, path, readers[event.kind]?.(event));
        }
      }
      if (passThrough !== undefined) copyPassThrough(passThrough, event, ecs);
      return ecs;
    },
  };
}
