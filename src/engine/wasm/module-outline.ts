import { ByteReader, ModuleFormatError } from './byte-reader.ts';
import {
  type FunctionType,
  readFunctionType,
  readLimits,
  readReferenceType,
  readValueType,
  type SizeLimits,
} from './wasm-types.ts';

/** Something a module wants from outside. */
export interface ModuleImport {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternalKind;
  /** Of a function; undefined where the module names a type that it does not have. */
  readonly type?: FunctionType | undefined;
}

/** Something a module offers. */
export interface ModuleExport {
  readonly name: string;
  readonly kind: ExternalKind;
  /** Its place among all of its kind, imported ones first. */
  readonly index: number;
}

export type ExternalKind = 'function' | 'table' | 'memory' | 'global';

/** A table that a module brings along. */
export interface TableType extends SizeLimits {
  /** The byte that stands for the type of its entries. */
  readonly elementType: number;
}

/** The place of a section: its id and size first, then what it holds. Bytes from the module's start. */
export interface SectionPlace {
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** What a binary module says about itself, without its code. */
export interface ModuleOutline {
  readonly imports: readonly ModuleImport[];
  /** Types of all functions, imported ones first; undefined where the module names a type that it does not have. */
  readonly functions: readonly (FunctionType | undefined)[];
  readonly tables: readonly TableType[];
  readonly memories: readonly SizeLimits[];
  readonly exports: readonly ModuleExport[];
  /** Bytes of its largest function. */
  readonly largestFunctionBytes: number;
  /** Sections by id; those for tools (id 0) are left out. */
  readonly sections: ReadonlyMap<number, SectionPlace>;
}

export const SECTION = { type: 1, import: 2, function: 3, table: 4, memory: 5, export: 7, code: 10 } as const;

/** The last section id of WebAssembly 2.0: the count of data segments. */
const LAST_SECTION = 12;

/** Most entries of one list. Compilers write thousands; more would only fill the checker's memory. */
const MAX_ENTRIES = 100_000;

const KINDS: readonly ExternalKind[] = ['function', 'table', 'memory', 'global'];

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * Reads a binary module of version 1. Whether its code is valid is left to the compiler.
 *
 * @throws ModuleFormatError
 */
export function readOutline(module: Uint8Array): ModuleOutline {
  const reader = new ByteReader(module);
  if (HEADER.some((byte, at) => module[at] !== byte)) {
    throw new ModuleFormatError('it does not begin like a binary WebAssembly module of version 1');
  }
  reader.part(HEADER.length);
  const sections = readSections(reader);
  const read = <T>(id: number, entry: (reader: ByteReader) => T): T[] => {
    const place = sections.get(id);
    return place === undefined ? [] : readList(new ByteReader(module, place.contentStart, place.end), entry);
  };
  const types = read(SECTION.type, readFunctionType);
  const imports = read(SECTION.import, (bytes) => readImport(bytes, types));
  const imported = imports.filter(({ kind }) => kind === 'function').map(({ type }) => type);
  const own = read(SECTION.function, (bytes) => types[bytes.u32()]);
  return {
    imports,
    functions: [...imported, ...own],
    tables: read(SECTION.table, readTable),
    memories: read(SECTION.memory, readLimits),
    exports: read(SECTION.export, readExport),
    largestFunctionBytes: read(SECTION.code, readFunctionBytes).reduce(
      (most, bytes) => Math.max(most, bytes),
      0,
    ),
    sections,
  };
}

function readSections(reader: ByteReader): Map<number, SectionPlace> {
  const sections = new Map<number, SectionPlace>();
  while (!reader.isAtEnd) {
    const start = reader.offset;
    const id = reader.byte();
    const content = reader.part(reader.u32());
    if (id === 0) continue;
    if (id > LAST_SECTION) {
      throw new ModuleFormatError(
        `section ${id} belongs to a later version of WebAssembly, such as exceptions, which rules cannot use`,
      );
    }
    if (sections.has(id)) throw new ModuleFormatError(`section ${id} is there twice`);
    sections.set(id, { start, contentStart: content.offset, end: reader.offset });
  }
  return sections;
}

function readList<T>(reader: ByteReader, entry: (reader: ByteReader) => T): T[] {
  const count = reader.u32();
  if (count > MAX_ENTRIES) {
    throw new ModuleFormatError(`a list of ${count} entries is longer than ${MAX_ENTRIES}`);
  }
  const entries: T[] = [];
  for (let at = 0; at < count; at++) entries.push(entry(reader));
  if (!reader.isAtEnd)
    throw new ModuleFormatError(`a section does not end where it should, at byte ${reader.offset}`);
  return entries;
}

/** The size of a function's code, which is not looked at. */
function readFunctionBytes(reader: ByteReader): number {
  const bytes = reader.u32();
  reader.part(bytes);
  return bytes;
}

function readImport(reader: ByteReader, types: readonly FunctionType[]): ModuleImport {
  const module = reader.name();
  const name = reader.name();
  const kind = readKind(reader);
  if (kind === 'function') return { module, name, kind, type: types[reader.u32()] };
  if (kind === 'table') readTable(reader);
  if (kind === 'memory') readLimits(reader);
  if (kind === 'global') {
    readValueType(reader);
    reader.byte();
  }
  return { module, name, kind };
}

function readExport(reader: ByteReader): ModuleExport {
  return { name: reader.name(), kind: readKind(reader), index: reader.u32() };
}

function readKind(reader: ByteReader): ExternalKind {
  const byte = reader.byte();
  const kind = KINDS[byte];
  if (kind === undefined)
    throw new ModuleFormatError(`byte ${reader.offset - 1} (${byte}) is no kind of import or export`);
  return kind;
}

function readTable(reader: ByteReader): TableType {
  return { elementType: readReferenceType(reader), ...readLimits(reader) };
}
