interface Node<Key, Value> {
  readonly key: Key;
  value: Value;
  older: Node<Key, Value> | undefined;
  newer: Node<Key, Value> | undefined;
}

/**
 * A map that knows its oldest entry. A Map iterates in order, too, but over the places of all entries it once
 * had: taking the first of 100,000 again and again takes quadratic time.
 */
export class LinkedMap<Key, Value> {
  readonly #nodes = new Map<Key, Node<Key, Value>>();
  #oldest: Node<Key, Value> | undefined;
  #newest: Node<Key, Value> | undefined;

  get size(): number {
    return this.#nodes.size;
  }

  get oldest(): { readonly key: Key; readonly value: Value } | undefined {
    return this.#oldest;
  }

  get(key: Key): Value | undefined {
    return this.#nodes.get(key)?.value;
  }

  /** Sets a value; its entry is now the newest. */
  set(key: Key, value: Value): void {
    this.delete(key);
    const node = { key, value, older: this.#newest, newer: undefined };
    this.#nodes.set(key, node);
    if (this.#newest === undefined) this.#oldest = node;
    else this.#newest.newer = node;
    this.#newest = node;
  }

  delete(key: Key): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#nodes.delete(key);
    const { older, newer } = node;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
  }

  clear(): void {
    this.#nodes.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
  }

  /** The keys, the oldest first. */
  keys(): Key[] {
    const keys: Key[] = [];
    for (let node = this.#oldest; node !== undefined; node = node.newer) keys.push(node.key);
    return keys;
  }
}
