import { SIZES } from './object-sizes.ts';

/** A value of fengari: a type tag and what it is. */
interface TValue {
  readonly value: unknown;
}

interface TableEntry {
  readonly key: TValue;
  readonly value: TValue | undefined;
}

/** The members of fengari's objects that hold other objects; each has some of them. */
interface FengariObject {
  readonly strong?: ReadonlyMap<unknown, TableEntry>;
  readonly metatable?: object | null;
  readonly realstring?: Uint8Array;
  readonly hash?: string | null;
  readonly upvals?: readonly (TValue | undefined)[];
  readonly upvalue?: readonly TValue[];
  readonly stack?: readonly (TValue | undefined)[] | null;
  readonly ci?: CallInfo | null;
}

/** A function that a thread has called, and the one that called it. */
interface CallInfo {
  readonly previous: CallInfo | null;
}

/** Places that the stack of every thread has, which are part of its size. */
const FIRST_STACK_SLOTS = 40;

/** Bytes that can be reached from fengari's `global_State`, by the sizes of the meter. */
export function heldBytes(globals: object): number {
  const { l_registry, mainthread, mt } = globals as {
    readonly l_registry: TValue;
    readonly mainthread: object | null;
    readonly mt: readonly (object | null | undefined)[];
  };
  const seen = new Set<object>();
  const open: FengariObject[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    open.push(value);
  };
  visit(l_registry.value);
  visit(mainthread);
  for (const metatable of mt) visit(metatable);
  let bytes = 0;
  for (let object = open.pop(); object !== undefined; object = open.pop()) bytes += sizeOf(object, visit);
  return bytes;
}

/** An object's own size; what it holds is given to `visit`. */
function sizeOf(object: FengariObject, visit: (value: unknown) => void): number {
  const { strong, metatable, realstring, hash, upvals, upvalue, stack, ci } = object;
  if (realstring !== undefined) return SIZES.string + realstring.length + (hash?.length ?? 0);
  visit(metatable);
  if (strong !== undefined) {
    for (const { key, value } of strong.values()) {
      visit(key.value);
      visit(value?.value);
    }
    return SIZES.table + SIZES.entry * strong.size;
  }
  const held = upvals ?? upvalue;
  if (held !== undefined) {
    for (const value of held) visit(value?.value);
    return SIZES.closure + SIZES.upvalue * held.length;
  }
  return Array.isArray(stack) ? threadSize(stack, ci ?? null, visit) : 0;
}

function threadSize(
  stack: readonly (TValue | undefined)[],
  innermost: CallInfo | null,
  visit: (value: unknown) => void,
): number {
  let bytes = SIZES.thread + SIZES.stackSlot * Math.max(0, stack.length - FIRST_STACK_SLOTS);
  // Unlike for...of, this leaves out the places that are empty, which are most of a stack that has grown.
  stack.forEach((value) => {
    if (value === undefined) return;
    bytes += SIZES.stackValue;
    visit(value.value);
  });
  // The outermost is part of every thread.
  for (let call = innermost; call !== null && call.previous !== null; call = call.previous)
    bytes += SIZES.call;
  return bytes;
}
