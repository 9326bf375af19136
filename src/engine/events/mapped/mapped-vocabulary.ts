import { ecsVocabulary } from '../ecs-vocabulary.ts';
import type { EventRecord, FieldReader } from '../field-value.ts';
import { setNested, toNested } from '../nested-path.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { decidedFields } from './decided-fields.ts';
import { inTurn, type ReaderMaker, ReadersByKind, sourcesReader, unionReader } from './field-reader.ts';
import { MappedEvent } from './mapped-event.ts';
import type { Mapping } from './mapping.ts';
import { clearPassThrough, copyPassThrough, isPassedThrough, passThroughReader } from './pass-through.ts';

interface CompiledField {
  readonly path: string;
  readonly readers: ReadersByKind;
  readonly readEcs: FieldReader;
}

/** A vocabulary that one table drives: its readers, its conversion to ECS and its documentation. */
export function mappedVocabulary(mapping: Mapping): Required<Vocabulary> {
  const { kinds, passThrough } = mapping;
  const tabled = new Map(mapping.fields.map((entry) => [entry.path, entry]));

  const compile = (path: string): ReadersByKind => new ReadersByKind(kinds, makerOf(path));
  const makerOf = (path: string): ReaderMaker => {
    const entry = tabled.get(path);
    if (entry !== undefined && 'union' in entry) {
      const read = unionReader(entry.union.map(compile));
      return () => read;
    }
    const own = sourcesReader(kinds, entry?.sources ?? []);
    const passed = passThroughReader(passThrough, path);
    return passed === undefined ? own : (kind) => inTurn([own(kind), passed]);
  };
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
    kinds: {
      kindOf(record) {
        const event = asMapped(record);
        return event.ecs === undefined ? event.kind : undefined;
      },
      decides: decidedFields(mapping, tabled),
    },
    reader(path) {
      const readers = compile(path);
      let readEcs: FieldReader | undefined;
      // What passes through is cleaned on the way, so there even a record in ECS has no say of its own.
      const isPassed = isPassedThrough(passThrough, path);
      return (record) => {
        const event = asMapped(record);
        if (event.ecs !== undefined && !isPassed) {
          readEcs ??= ecsVocabulary.reader(path);
          const recorded = readEcs(event.ecs);
          if (recorded !== undefined) return recorded;
        }
        return readers.read(event);
      };
    },
    toEcs(record) {
      const event = asMapped(record);
      const ecs = event.ecs === undefined ? {} : toNested(event.ecs);
      if (passThrough !== undefined) clearPassThrough(passThrough, ecs);
      for (const { path, readers, readEcs } of compiledFields()) {
        if (event.ecs === undefined || readEcs(ecs) === undefined) {
          setNested(ecs, path, readers.read(event));
        }
      }
      if (passThrough !== undefined) copyPassThrough(passThrough, event, ecs);
      return ecs;
    },
  };
}
