import { countText } from '../../report/figure-text.ts';
import type { AdviceKind } from '../advice-kind.ts';
import { quoted } from '../quoted.ts';

/** With fewer events it may have been chance. */
const MIN_OFFERED = 1_000;
/** Named in the sentence; the others are counted. */
const MAX_NAMED = 3;

/** Fields that no event of the rule's category has: a wrong name, or a source that does not log it. */
export const fieldNeverOccurs: AdviceKind = ({ census, rule }) => {
  const absent = census.flatMap(({ offered, absentFields }) =>
    offered < MIN_OFFERED ? [] : absentFields.map(({ path, span }) => ({ path, span, offered })),
  );
  // Steps of a sequence often ask for the same field.
  const [...fields] = new Map(absent.toReversed().map((field) => [field.path, field])).values();
  const [first, ...others] = fields.reverse();
  if (first === undefined) return [];
  const named = [first, ...others].slice(0, MAX_NAMED).map(({ span }) => quoted(rule.text, span));
  const more = fields.length - named.length;
  const list = `${named.join(', ')}${more > 0 ? ` and ${countText(more)} more` : ''}`;
  return [
    {
      code: 'field-never-occurs',
      finding: `none of ${countText(first.offered)} sampled events of the rule's category has ${list}`,
      action: 'Check the name, and whether the source that was recorded logs it',
      span: first.span,
      evidence: { sampled_events: first.offered, absent_fields: fields.length },
      savesNs: null,
    },
  ];
};
