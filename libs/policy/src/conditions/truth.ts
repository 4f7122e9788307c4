/** A missing attribute is neither true nor false (identity policy, semantics 3). */
export type Truth = 'true' | 'false' | 'missing';

/** Kleene negation: what is not known stays not known. */
export function not(truth: Truth): Truth {
  if (truth === 'missing') return 'missing';
  return truth === 'true' ? 'false' : 'true';
}

/** Kleene conjunction: false beats missing beats true. */
export function and(a: Truth, b: Truth): Truth {
  if (a === 'false' || b === 'false') return 'false';
  return a === 'missing' || b === 'missing' ? 'missing' : 'true';
}

/** Kleene disjunction: true beats missing beats false. */
export function or(a: Truth, b: Truth): Truth {
  if (a === 'true' || b === 'true') return 'true';
  return a === 'missing' || b === 'missing' ? 'missing' : 'false';
}
