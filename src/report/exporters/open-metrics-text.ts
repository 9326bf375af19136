/** The types of OpenMetrics that a run is told in. */
export type MetricType = 'counter' | 'gauge' | 'info' | 'summary';

/** Base units. A family that has one has it at the end of its name. */
export type MetricUnit = 'seconds' | 'bytes';

/** Names of labels with their values, which may be any text. */
export type Labels = Readonly<Record<string, string>>;

/** One figure of a family. */
export interface MetricSample {
  readonly labels: Labels;
  /** Finite. A text is a number already written out, for those that a double cannot hold. */
  readonly value: number | string;
  /** Only of a summary: the number of observations. Others get the suffix that their type asks for. */
  readonly suffix?: '_count';
}

/** All figures of one kind. */
export interface MetricFamily {
  /** Without `_total` and `_info`, which the text adds: `kestrel_perf_rule_cpu_seconds`. */
  readonly name: string;
  readonly type: MetricType;
  readonly unit?: MetricUnit;
  /** A sentence. */
  readonly help: string;
  /** No two with the same suffix and labels; those of one summary next to each other. */
  readonly samples: readonly MetricSample[];
}

const SAMPLE_SUFFIX: Readonly<Record<MetricType, string>> = {
  counter: '_total',
  info: '_info',
  gauge: '',
  summary: '',
};

/** Families as OpenMetrics 1.0 text, with the end mark. A family without samples is left out. */
export function metricsText(families: readonly MetricFamily[]): string {
  return `${families
    .filter(({ samples }) => samples.length > 0)
    .map(familyText)
    .join('')}# EOF\n`;
}

function familyText({ name, type, unit, help, samples }: MetricFamily): string {
  const about = [`# TYPE ${name} ${type}`];
  if (unit !== undefined) about.push(`# UNIT ${name} ${unit}`);
  about.push(`# HELP ${name} ${escaped(help)}`);
  const lines = samples.map(
    ({ labels, value, suffix = SAMPLE_SUFFIX[type] }) => `${name}${suffix}${labelsText(labels)} ${value}`,
  );
  return `${[...about, ...lines].join('\n')}\n`;
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(printable(value))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/**
 * What the format has no place for (lone surrogates, carriage returns) and what a terminal would obey. The line feed
 * has an escape of its own. A backslash is among them where it would look like one of our own escapes.
 */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cs}]|\\(?=u\{)/gu;

/** Any text as one that the format can hold: `\u{1b}` stands for an escape character. No two texts become the same. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

function escaped(text: string): string {
  return text.replace(/[\\"\n]/g, (character) => ESCAPES[character]!);
}
