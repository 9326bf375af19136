/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} path
 * @property {'text' | 'folded' | 'number' | 'category'} kind
 * @property {string} [value]
 */

/**
 * What reads the columns of an event into one flat object: a text that is missing is empty, a number NaN.
 *
 * @param {readonly Column[]} columns
 */
export function columnReader(columns) {
  const readers = columns.map((column) => ({ ...column, names: column.path.split('.') }));
  return (/** @type {object} */ event) => {
    /** @type {Record<string, string | number | boolean>} */
    const values = {};
    for (const { name, names, kind, value } of readers) {
      /** @type {unknown} */
      let found = event;
      for (const step of names) found = found?.[step];
      if (kind === 'category') values[name] = Array.isArray(found) ? found.includes(value) : found === value;
      else if (kind === 'number') values[name] = typeof found === 'number' ? found : Number.NaN;
      else if (typeof found !== 'string') values[name] = '';
      else values[name] = kind === 'folded' ? found.toLowerCase() : found;
    }
    return values;
  };
}
