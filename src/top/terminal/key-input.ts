import { emitKeypressEvents, type Interface, type Key as KeyPress } from 'node:readline';
import { type Key, NAMED_KEYS } from '../model/key.ts';
import type { TopInput } from './top-terminal.ts';

/** An escape that nothing follows for so long is the key itself and not the beginning of another one. */
const ESCAPE_TIMEOUT_MS = 50;

/** Node's names for keys that have another one here. */
const NAME_OF_NODE_NAME: ReadonlyMap<string, Key> = new Map([
  ['return', 'enter'],
  ['enter', 'enter'],
]);

const PRINTABLE_CHARACTER = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u;

/** Reads keys from a terminal, one at a time, while it is started. */
export class KeyInput {
  readonly #input: TopInput;
  readonly #onKey: (key: Key) => void;
  #started = false;

  constructor(input: TopInput, onKey: (key: Key) => void) {
    this.#input = input;
    this.#onKey = onKey;
  }

  /** Keys come as they are pressed, and are not shown. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    // Node looks at nothing but this member of the interface, which its types want whole.
    emitKeypressEvents(this.#input, { escapeCodeTimeout: ESCAPE_TIMEOUT_MS } as unknown as Interface);
    this.#input.on('keypress', this.#pressed);
    this.#input.setRawMode(true);
    this.#input.resume();
  }

  /** The terminal reads lines again. May be called more than once. */
  stop(): void {
    if (!this.#started) return;
    this.#started = false;
    this.#input.removeListener('keypress', this.#pressed);
    this.#input.setRawMode(false);
    this.#input.pause();
  }

  readonly #pressed = (text: string | undefined, press: KeyPress): void => {
    const key = keyOf(text, press);
    if (key !== undefined) this.#onKey(key);
  };
}

/** The key that Node reports; undefined for those the view does not know. */
export function keyOf(text: string | undefined, { name, ctrl, meta }: KeyPress): Key | undefined {
  const named = name === undefined ? undefined : (NAME_OF_NODE_NAME.get(name) ?? name);
  const candidate = ctrl === true ? `ctrl-${named}` : named;
  if (candidate !== undefined && isNamedKey(candidate)) return candidate;
  if (ctrl === true || meta === true || text === undefined) return undefined;
  return PRINTABLE_CHARACTER.test(text) ? text : undefined;
}

function isNamedKey(name: string): boolean {
  return (NAMED_KEYS as readonly string[]).includes(name);
}
