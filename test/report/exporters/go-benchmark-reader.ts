/** One line of results. */
export interface GoResult {
  readonly name: string;
  readonly operations: number;
  /** By unit. */
  readonly values: Readonly<Record<string, number>>;
}

export interface GoBenchmarks {
  readonly configuration: Readonly<Record<string, string>>;
  /** Properties by unit, as they are written. */
  readonly units: Readonly<Record<string, string>>;
  readonly results: readonly GoResult[];
}

/** Longest line that benchstat reads; bytes. */
const MAX_LINE_BYTES = 64 * 1024;

/**
 * Reads Go benchmarks by the rules of https://golang.org/design/14313-benchmark-format, and is stricter: every line has
 * to be of a kind that the format knows. @throws Error for a line that benchstat would reject or pass over
 */
export function readGoBenchmarks(text: string): GoBenchmarks {
  const configuration: Record<string, string> = {};
  const units: Record<string, string> = {};
  const results: GoResult[] = [];
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  for (const line of text.slice(0, -1).split('\n')) {
    if (Buffer.byteLength(line) >= MAX_LINE_BYTES) throw new Error('a line is too long');
    if (line === '' || line.startsWith('#')) continue;
    const fields = line.split(/\p{White_Space}+/u);
    const [, key, value] = /^(\p{Ll}[^\p{Lu}\p{White_Space}:]*):[ \t]+(.+)$/u.exec(line) ?? [];
    if (fields[0] === 'Unit') units[fields[1]!] = fields.slice(2).join(' ');
    else if (key !== undefined) configuration[key] = value!;
    else results.push(readResult(fields));
  }
  return { configuration, units, results };
}

function readResult([name = '', operations = '', ...rest]: readonly string[]): GoResult {
  if (!/^Benchmark\p{Lu}/u.test(name)) throw new Error(`no kind of line begins with ${name}`);
  if (!/^\d+$/.test(operations)) throw new Error(`${operations} is no number of operations`);
  if (rest.length === 0 || rest.length % 2 !== 0) throw new Error('values and units are not in pairs');
  const values: Record<string, number> = {};
  for (let at = 0; at < rest.length; at += 2) {
    if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/.test(rest[at]!)) throw new Error(`${rest[at]} is no number`);
    values[rest[at + 1]!] = Number(rest[at]);
  }
  return { name, operations: Number(operations), values };
}
