import type { SkippedRule } from './pack.ts';
import { quote } from './quote.ts';
import { findInRecord } from './rule-fields.ts';
import { isRecord, ownValue, type UnknownRecord } from './unknown-record.ts';

/** Where a record may keep its query; the surest sign of a rule comes first. */
export const QUERY_PATHS = [['eql'], ['definition', 'eql'], ['query']] as const;

export type QueryPath = (typeof QUERY_PATHS)[number];

type Skip = Omit<SkippedRule, 'file'>;

const NOT_A_RULE: Skip = { code: 'not-a-rule', reason: 'not a rule' };

/**
 * Why an object out of a rules folder is left alone, or undefined for a rule to load. `wrapped` says that it
 * stood under the key `rule`. Without a `queryPath` there is always a reason.
 */
export function reasonToSkip(
  record: unknown,
  queryPath: QueryPath | undefined,
  wrapped: boolean,
): Skip | undefined {
  if (!isRecord(record)) return NOT_A_RULE;
  if (queryPath === undefined && isRecord(ownValue(record, 'detection'))) {
    return { code: 'sigma-rule', reason: 'Sigma rules are not supported' };
  }
  const id = findInRecord(record, ['id', 'rule_id']).value;
  if (!wrapped && !looksLikeARule(record, queryPath, id)) return NOT_A_RULE;
  const ruleId = typeof id === 'string' ? { ruleId: id } : {};
  // The keys `eql` and `definition.eql` leave no doubt; a `query` may be in any language.
  const foreign = queryPath === undefined || queryPath[0] === 'query' ? foreignType(record) : undefined;
  if (foreign !== undefined) {
    return {
      ...ruleId,
      code: 'unsupported-type',
      reason: `rules of type ${quote(foreign)} are not supported`,
    };
  }
  if (ownValue(record, 'enabled') === false) {
    return { ...ruleId, code: 'disabled', reason: 'the rule is disabled' };
  }
  if (queryPath === undefined) return { ...ruleId, code: 'no-query', reason: 'the rule has no query' };
  return undefined;
}

/** An id or a `query` alone is no proof: JSON schemas, GraphQL documents and dashboards have them as well. */
function looksLikeARule(record: UnknownRecord, queryPath: QueryPath | undefined, id: unknown): boolean {
  if (queryPath === undefined) return id !== undefined && ownValue(record, '$schema') === undefined;
  if (queryPath[0] !== 'query' || saysEql(record)) return true;
  return id !== undefined && typeof ownValue(record, 'query') === 'string';
}

/** The type of a rule that is not written in EQL. */
function foreignType(record: UnknownRecord): string | undefined {
  if (saysEql(record)) return undefined;
  const type = ownValue(record, 'type') ?? ownValue(record, 'language');
  return typeof type === 'string' ? type : undefined;
}

function saysEql(record: UnknownRecord): boolean {
  return ['language', 'type'].some((key) => {
    const value = ownValue(record, key);
    return typeof value === 'string' && value.toLowerCase() === 'eql';
  });
}
