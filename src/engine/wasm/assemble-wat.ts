import wabt from 'wabt';
import { printableReason } from '../predicate/printable-reason.ts';
import { TimeLimitError } from '../predicate/time-guard.ts';
import { V8TimeGuard } from '../predicate/v8-time-guard.ts';

/** Something wrong in a text, from line 1 and column 1. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Longest text, in UTF-16 units. */
const MAX_TEXT_LENGTH = 4 * 1024 * 1024;

const MAX_FAULTS = 20;

/** Real modules take milliseconds; a few hundred nested blocks would take wabt for ever. */
const TIME_LIMIT_MS = 2_000;

const SEMICOLON = 0x3b;

/** What Node 20 runs and rules may use; all else wabt refuses by itself. */
const FEATURES = {
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  multi_value: true,
  bulk_memory: true,
  reference_types: true,
  simd: true,
  exceptions: false,
  threads: false,
  function_references: false,
  tail_call: false,
  annotations: false,
  code_metadata: false,
  gc: false,
  memory64: false,
  extended_const: false,
  relaxed_simd: false,
};

/** `file:line:column: error: message`, as wabt writes it; an excerpt of the text follows. */
const FAULT_LINE = /^.*?:(\d+):(\d+): error: (.*)$/;

type Wabt = Awaited<ReturnType<typeof wabt>>;

let loaded: Promise<Wabt> | undefined;

const guard = new V8TimeGuard();

/**
 * Assembles a module from WebAssembly text.
 *
 * @param fileName for wabt; it does not show in faults
 * @param timeLimitMs after which it is given up
 */
export async function assembleWat(
  text: string,
  fileName: string,
  timeLimitMs = TIME_LIMIT_MS,
): Promise<{ module: Uint8Array<ArrayBuffer> } | { faults: readonly TextFault[] }> {
  if (text.length > MAX_TEXT_LENGTH) {
    return { faults: [{ line: 1, column: 1, message: `it is longer than ${MAX_TEXT_LENGTH} characters` }] };
  }
  loaded ??= wabt();
  const assembler = await loaded;
  try {
    return { module: guard.run(timeLimitMs, () => assemble(assembler, fileName, text)) };
  } catch (error) {
    const faults = faultsOf((error as Error).message, text);
    if (faults.length > 0) return { faults };
    // The assembler itself broke or was ended, as on texts that nest too deeply: the next text gets a new one.
    loaded = undefined;
    const message =
      error instanceof TimeLimitError
        ? `it could not be assembled within ${timeLimitMs} ms: blocks may nest too deeply`
        : 'it is too deeply nested or too large to be assembled';
    return { faults: [{ line: 1, column: 1, message }] };
  }
}

function assemble(assembler: Wabt, fileName: string, text: string): Uint8Array<ArrayBuffer> {
  // As bytes, as wabt takes the low byte of each character of a string; and in a buffer of their own, as it takes all
  // of the buffer.
  const parsed = assembler.parseWat(fileName, Uint8Array.from(Buffer.from(text)), FEATURES);
  try {
    parsed.resolveNames();
    parsed.validate();
    // A copy: wabt's own bytes are in its memory, which the next text writes over.
    return Uint8Array.from(parsed.toBinary({ write_debug_names: true }).buffer);
  } finally {
    parsed.destroy();
  }
}

function faultsOf(message: string, text: string): TextFault[] {
  // A text may have as many faults as words, and each one's place takes reading its line: only the first are looked at.
  const found = message.split('\n').filter((line) => FAULT_LINE.test(line));
  const lines = found.length === 0 ? [] : text.split('\n');
  return found.slice(0, MAX_FAULTS).map((line) => {
    const [, lineNumber, byteColumn, what] = FAULT_LINE.exec(line)!;
    return faultAt(lines, Number(lineNumber), Number(byteColumn), what!);
  });
}

/** @param byteColumn from 1, in bytes of UTF-8 */
function faultAt(lines: readonly string[], line: number, byteColumn: number, what: string): TextFault {
  const bytes = Buffer.from(lines[line - 1] ?? '');
  const column = bytes.toString('utf8', 0, byteColumn - 1).length + 1;
  // Kestrel's own example has such comments, and "unexpected char" helps nobody.
  const isHalfComment = what === 'unexpected char' && bytes[byteColumn - 1] === SEMICOLON;
  return {
    line,
    column,
    message: isHalfComment ? 'a comment begins with two semicolons, ";;"' : printableReason(what),
  };
}
