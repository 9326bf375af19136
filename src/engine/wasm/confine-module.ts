import { type ModuleOutline, SECTION, type SectionPlace } from './module-outline.ts';
import { MAX_TABLE_ENTRIES, PAGE_BYTES } from './outline-faults.ts';

/** Names under which a confined module exports its memory and its tables, whatever it exports itself. */
export const CONFINED_MEMORY = 'kestrel-perf:memory';
export function confinedTable(index: number): string {
  return `kestrel-perf:table-${index}`;
}

/** All that addresses of 32 bits reach. */
const MAX_PAGES = 65_536;

const HAS_MAX = 1;
const TABLE_KIND = 1;
const MEMORY_KIND = 2;

/**
 * The same module, unable to outgrow its limits: its memory and tables may grow to the limit and no further, which V8
 * sees to at no cost, and both are exported, so that their sizes can be read.
 *
 * @param outline of a module without faults
 */
export function confineModule(
  module: Uint8Array,
  outline: ModuleOutline,
  memoryLimitBytes: number,
): Uint8Array {
  const replaced = new Map<SectionPlace, readonly Uint8Array[]>();
  const replace = (id: number, content: (place: SectionPlace) => readonly Uint8Array[]) => {
    const place = outline.sections.get(id);
    if (place !== undefined) replaced.set(place, content(place));
  };
  replace(SECTION.table, () => [tableContent(outline)]);
  replace(SECTION.memory, () => [memoryContent(outline, memoryLimitBytes)]);
  replace(SECTION.export, (place) => exportContent(module, outline, place));
  const parts: Uint8Array[] = [];
  let copied = 0;
  for (const [place, content] of [...replaced].sort(([left], [right]) => left.start - right.start)) {
    const size = content.reduce((sum, { length }) => sum + length, 0);
    parts.push(
      module.subarray(copied, place.start),
      Uint8Array.of(module[place.start]!, ...u32(size)),
      ...content,
    );
    copied = place.end;
  }
  return Buffer.concat([...parts, module.subarray(copied)]);
}

function tableContent({ tables }: ModuleOutline): Uint8Array {
  const entries = tables.flatMap(({ elementType, min, max }) => {
    return [elementType, HAS_MAX, ...u32(min), ...u32(Math.min(max ?? MAX_TABLE_ENTRIES, MAX_TABLE_ENTRIES))];
  });
  return Uint8Array.from([...u32(tables.length), ...entries]);
}

function memoryContent({ memories }: ModuleOutline, memoryLimitBytes: number): Uint8Array {
  const limitPages = Math.min(Math.floor(memoryLimitBytes / PAGE_BYTES), MAX_PAGES);
  const entries = memories.flatMap(({ min, max }) => [
    HAS_MAX,
    ...u32(min),
    ...u32(Math.min(max ?? limitPages, limitPages)),
  ]);
  return Uint8Array.from([...u32(memories.length), ...entries]);
}

/** The exports as they are, and those of memory and tables behind them. */
function exportContent(
  module: Uint8Array,
  { exports, memories, tables }: ModuleOutline,
  place: SectionPlace,
): Uint8Array[] {
  const added = [
    ...memories.map((_, index) => exportEntry(CONFINED_MEMORY, MEMORY_KIND, index)),
    ...tables.map((_, index) => exportEntry(confinedTable(index), TABLE_KIND, index)),
  ];
  let own = place.contentStart;
  while (module[own]! >= 0x80) own++;
  return [
    Uint8Array.from(u32(exports.length + added.length)),
    module.subarray(own + 1, place.end),
    Uint8Array.from(added.flat()),
  ];
}

function exportEntry(name: string, kind: number, index: number): number[] {
  return [...u32(name.length), ...Buffer.from(name), kind, ...u32(index)];
}

/** LEB128. */
function u32(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}
