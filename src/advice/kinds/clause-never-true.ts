import { conjuncts } from '../../engine/batch/conjunction.ts';
import type { Span } from '../../engine/eql/ast.ts';
import { fieldsOf } from '../../engine/eql/compile/constants.ts';
import { filtersOf } from '../../engine/eql/filters-of.ts';
import { isEqlRule } from '../../engine/rule.ts';
import { countText } from '../../report/figure-text.ts';
import type { Advice, AdviceKind } from '../advice-kind.ts';
import type { FilterCensus } from '../census/census-findings.ts';
import { quoted } from '../quoted.ts';
import type { RuleEvidence } from '../rule-evidence.ts';

/** With fewer events it may have been chance. */
const MIN_EVALUATED = 1_000;

/** Why a rule never fires: the first of its conditions that no event met. Of a sequence, for each step that none met. */
export const clauseNeverTrue: AdviceKind = (evidence) =>
  evidence.census.flatMap((filter) =>
    matchesOf(evidence, filter) === 0 ? neverTrueIn(filter, evidence) : [],
  );

function neverTrueIn(filter: FilterCensus, { rule }: RuleEvidence): readonly Advice[] {
  const unmet = filter.clauses.filter(({ evaluated, held }) => evaluated >= MIN_EVALUATED && held === 0);
  const [first] = unmet;
  // That a field never occurs says the same, and says why.
  if (first === undefined || unmet.some(({ span }) => isAboutAbsentField(span, filter, rule))) return [];
  const others = unmet.length - 1;
  const more =
    others === 0
      ? ''
      : `; nor was any for ${countText(others)} other ${others === 1 ? 'clause' : 'clauses'} of it`;
  return [
    {
      code: 'clause-never-true',
      finding: `${quoted(rule.text, first.span)} was true for none of ${countText(first.evaluated)} sampled events${more}`,
      action:
        'If the rule should have fired here, look at the values of its field; else this recording does not test it',
      span: first.span,
      evidence: { sampled_events: first.evaluated, clauses_never_true: unmet.length },
      savesNs: null,
    },
  ];
}

function matchesOf({ matches, steps }: RuleEvidence, { step }: FilterCensus): number | undefined {
  if (step === null) return matches;
  return step === undefined ? undefined : steps[step]?.matches;
}

/** Whether all that a clause asks for is fields that no event has. */
function isAboutAbsentField(
  clause: Span,
  { absentFields }: FilterCensus,
  rule: RuleEvidence['rule'],
): boolean {
  if (absentFields.length === 0 || !isEqlRule(rule)) return false;
  const absent = new Set(absentFields.map(({ path }) => path));
  const found = filtersOf(rule.query)
    .flatMap(({ condition }) => conjuncts(condition))
    .find(({ span }) => span.start.offset === clause.start.offset && span.end.offset === clause.end.offset);
  return found !== undefined && fieldsOf(found).every(({ path }) => absent.has(path));
}
