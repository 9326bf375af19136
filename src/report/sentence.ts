/** What ends a sentence already. */
const ENDED = /[.!?…]$/u;

/** A clause such as `it never ran` as a sentence of its own: `It never ran.` Quoted text at its beginning stays as it is. */
export function sentence(clause: string): string {
  const [first = '', ...others] = clause;
  const whole = first.toUpperCase() + others.join('');
  return whole === '' || ENDED.test(whole) ? whole : `${whole}.`;
}
