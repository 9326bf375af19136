import fc from 'fast-check';

/** Conditions that overlap, so that one event is often several steps at once. */
const filter = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a where true', 'b where true', 'c where true') },
  { weight: 2, arbitrary: fc.constantFrom('any where x == 1', 'any where x != 1', 'a where x == 1') },
  { weight: 1, arbitrary: fc.constantFrom('any where true', 'any where x == 1 or x == null') },
);

const optionalOrNot = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('?') },
);

const keyField = fc.tuple(optionalOrNot, fc.constantFrom('k', 'l', 'm')).map((parts) => parts.join(''));

/** How many keys all steps have in common, and how many each has of its own; many keys make partitions small. */
const keyCounts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom([0, 0] as const, [1, 0] as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom([0, 1] as const, [2, 0] as const, [0, 2] as const, [1, 1] as const),
  },
);

/** Which steps there are: `+` one that must happen, `!` one that must not. */
const positiveLayouts = ['++', '+++', '++++'];
const missingLayouts = [
  ...['!+', '!++', '!!+', '!+++'],
  ...['+!', '++!', '+!!', '+++!'],
  ...['+!+', '+!++', '++!+', '+!!+', '+!+!+'],
  ...['!+!', '!++!', '!+!+', '+!+!', '!+!+!'],
];
const layout = fc.oneof(fc.constantFrom(...positiveLayouts), fc.constantFrom(...missingLayouts));

interface StepParts {
  readonly filter: string;
  readonly by: readonly string[];
  readonly runs: number;
}

function step(keys: number): fc.Arbitrary<StepParts> {
  return fc.record({
    filter,
    by: fc.array(keyField, { minLength: keys, maxLength: keys }),
    runs: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constantFrom(2, 3) }),
  });
}

const maxspanMs = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(1, 2, 3, 5, 10) },
  { weight: 1, arbitrary: fc.constant(1_000) },
);

/** The text of a sequence without pipes, over the fields of `arbitrary-stream.ts`. */
export const arbitrarySequence: fc.Arbitrary<string> = fc
  .tuple(layout, keyCounts)
  .chain(([layout, [common, own]]) =>
    fc.record({
      layout: fc.constant(layout),
      by: fc.array(keyField, { minLength: common, maxLength: common }),
      maxspanMs,
      bounded: fc.boolean(),
      steps: fc.array(step(own), { minLength: layout.length, maxLength: layout.length }),
      until: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: step(own) }),
    }),
  )
  .map(({ layout, by, maxspanMs, bounded, steps, until }) => {
    const hasMaxspan = bounded || layout.includes('!');
    return [
      `sequence${byText(by)}${hasMaxspan ? ` with maxspan=${maxspanMs}ms` : ''}`,
      ...steps.map((one, at) => (layout[at] === '!' ? '!' : '') + stepText(one)),
      ...(until === null ? [] : [`until ${stepText({ ...until, runs: 1 })}`]),
    ].join('\n');
  });

/** The text of a sample without pipes, over the fields of `arbitrary-stream.ts`. */
export const arbitrarySample: fc.Arbitrary<string> = keyCounts.chain(([common, own]) =>
  fc
    .record({
      by: fc.array(keyField, { minLength: common + own === 0 ? 1 : common, maxLength: Math.max(common, 1) }),
      steps: fc.array(step(own), { minLength: 2, maxLength: 5 }),
    })
    .map(({ by, steps }) =>
      [`sample${byText(by)}`, ...steps.map((one) => stepText({ ...one, runs: 1 }))].join('\n'),
    ),
);

/** Up to two pipes, with the `|` in front of each. */
export const arbitraryPipes: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom('head', 'tail'), fc.nat({ max: 4 })), { maxLength: 2 })
  .map((pipes) => pipes.map(([name, count]) => ` | ${name} ${count}`).join(''));

function stepText({ filter, by, runs }: StepParts): string {
  return `[${filter}]${byText(by)}${runs > 1 ? ` with runs=${runs}` : ''}`;
}

function byText(fields: readonly string[]): string {
  return fields.length === 0 ? '' : ` by ${fields.join(', ')}`;
}
