import { quote } from '../pack/quote.ts';
import { HOST_MODULE, HOST_SIGNATURES, RULE_SIGNATURES } from './host-signatures.ts';
import type { ModuleImport, ModuleOutline } from './module-outline.ts';
import { type FunctionType, printFunctionType } from './wasm-types.ts';

/** Why a module cannot be a rule. */
export interface ModuleFault {
  /** One sentence without a final stop. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const PAGE_BYTES = 65_536;

/** Most tables of a module. Compilers write one. */
const MAX_TABLES = 8;
/** Most entries of a table, now and later. */
export const MAX_TABLE_ENTRIES = 65_536;

/**
 * Largest function. V8 optimises a function that is called often as a whole, in time and memory that grow faster than its
 * code: 5 MB of it took seven gigabytes, 256 KiB take some ten megabytes. The interpreter of Lua has one of 22 kB.
 */
const MAX_FUNCTION_BYTES = 256 * 1024;

const MAX_IMPORT_FAULTS = 10;

/** What a module says about itself that a rule must not. */
export function outlineFaults(outline: ModuleOutline, memoryLimitBytes: number): readonly ModuleFault[] {
  return [
    ...importFaults(outline.imports),
    ...exportFaults(outline),
    ...memoryFaults(outline, memoryLimitBytes),
    ...tableFaults(outline),
    ...functionFaults(outline),
  ];
}

function functionFaults({ largestFunctionBytes }: ModuleOutline): ModuleFault[] {
  if (largestFunctionBytes <= MAX_FUNCTION_BYTES) return [];
  const message = `one of its functions has ${largestFunctionBytes} bytes of code, more than ${MAX_FUNCTION_BYTES}`;
  return [{ message, advice: 'Split the function, or let the compiler inline less.' }];
}

function importFaults(imports: readonly ModuleImport[]): ModuleFault[] {
  const faults = imports.flatMap((entry) => importFault(entry) ?? []);
  if (faults.length <= MAX_IMPORT_FAULTS) return faults;
  const others = faults.length - MAX_IMPORT_FAULTS;
  return [...faults.slice(0, MAX_IMPORT_FAULTS), { message: `${others} more of its imports cannot be met` }];
}

function importFault({ module, name, kind, type }: ModuleImport): ModuleFault | undefined {
  const what = `${quote(module)}.${quote(name)}`;
  const wanted = module === HOST_MODULE ? signatureOf(HOST_SIGNATURES, name) : undefined;
  if (wanted === undefined || kind !== 'function') {
    return {
      message: `it imports the ${kind} ${what}, which rules do not have`,
      advice: importAdvice(module, name),
    };
  }
  if (isSameType(type, wanted)) return undefined;
  const asked = type === undefined ? 'a type that it does not define' : printFunctionType(type);
  return { message: `it imports ${what} as ${asked}`, advice: `Its type is ${printFunctionType(wanted)}.` };
}

function importAdvice(module: string, name: string): string {
  if (module === 'env' && name === 'abort') {
    return 'Compile AssemblyScript with `--use abort=`: what would abort traps then.';
  }
  if (module.startsWith('wasi_')) return 'Compile without WASI: rules have no files, no clock and no output.';
  return `Import nothing but functions of "${HOST_MODULE}": ${Object.keys(HOST_SIGNATURES).join(', ')}.`;
}

function exportFaults({ exports, functions }: ModuleOutline): ModuleFault[] {
  const faults: ModuleFault[] = [];
  for (const [name, wanted] of Object.entries(RULE_SIGNATURES)) {
    const found = exports.find((entry) => entry.name === name);
    if (found === undefined) {
      if (name === 'pred_eval') {
        const advice = `Export a function pred_eval of type ${printFunctionType(wanted)}.`;
        faults.push({ message: 'it does not export pred_eval', advice });
      }
      continue;
    }
    const type = found.kind === 'function' ? functions[found.index] : undefined;
    if (isSameType(type, wanted)) continue;
    const what = type === undefined ? `a ${found.kind}` : printFunctionType(type);
    faults.push({
      message: `it exports ${name} as ${what}`,
      advice: `Its type is ${printFunctionType(wanted)}.`,
    });
  }
  const memory = exports.find(({ name }) => name === 'memory');
  if (memory !== undefined && memory.kind !== 'memory') {
    faults.push({
      message: `it exports a ${memory.kind} under the name "memory", which is that of its memory`,
    });
  }
  return faults;
}

function memoryFaults({ memories }: ModuleOutline, memoryLimitBytes: number): ModuleFault[] {
  if (memories.length > 1)
    return [{ message: `it has ${memories.length} memories, where rules have one at most` }];
  return memories.flatMap(({ min, isShared, is64 }) => {
    if (is64)
      return [{ message: 'its memory has 64-bit addresses (memory64), where those of rules have 32 bits' }];
    if (isShared)
      return [{ message: 'its memory is shared between threads, which that of a rule cannot be' }];
    if (min * PAGE_BYTES <= memoryLimitBytes) return [];
    return [
      {
        message: `it starts with ${min * PAGE_BYTES} bytes of memory, more than its limit of ${memoryLimitBytes}`,
        advice: 'Compile it with less initial memory, or raise the memory limit.',
      },
    ];
  });
}

function tableFaults({ tables }: ModuleOutline): ModuleFault[] {
  if (tables.length > MAX_TABLES) {
    return [{ message: `it has ${tables.length} tables, more than ${MAX_TABLES}` }];
  }
  return tables.flatMap(({ min, isShared, is64 }) => {
    if (is64 || isShared)
      return [{ message: 'a table is shared or has 64-bit indices, which those of rules have not' }];
    if (min <= MAX_TABLE_ENTRIES) return [];
    return [{ message: `a table starts with ${min} entries, more than ${MAX_TABLE_ENTRIES}` }];
  });
}

/** Not a plain look-up: every object has members named `constructor` and the like. */
function signatureOf(
  signatures: Readonly<Record<string, FunctionType>>,
  name: string,
): FunctionType | undefined {
  return Object.hasOwn(signatures, name) ? signatures[name] : undefined;
}

function isSameType(type: FunctionType | undefined, wanted: FunctionType): boolean {
  return type !== undefined && printFunctionType(type) === printFunctionType(wanted);
}
