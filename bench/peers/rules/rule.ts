/**
 * A rule that every peer can express: an event of a category for which all clauses hold. It is what each translation
 * starts from.
 */
export interface PeerRule {
  /** Unique in its set; `[a-z0-9-]+`, so that it needs no escaping anywhere. */
  readonly id: string;
  /** One of the values of `event.category`, which may be one text or a list of them. */
  readonly category: string;
  /** Not empty. */
  readonly clauses: readonly Clause[];
}

/** What a rule asks of one field. A field that is missing satisfies no test, and so satisfies every `not`. */
export type Clause = Test | { readonly kind: 'not'; readonly test: Test };

/** Fields are ECS paths, their values single texts or numbers. Texts to compare with are not empty and are ASCII. */
export type Test =
  | { readonly kind: 'equals'; readonly field: string; readonly value: string }
  /** The whole text, ignoring case. */
  | { readonly kind: 'one-of'; readonly field: string; readonly values: readonly string[] }
  /** The whole text, ignoring case; `*` is any text, `?` any one character, and every pattern has some other. */
  | { readonly kind: 'like'; readonly field: string; readonly patterns: readonly string[] }
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Order; readonly value: number };

/** How a number is compared. */
export type Order = '<' | '<=' | '>' | '>=';
