/** A missing attribute is neither true nor false (identity policy, semantics 3). */
export type Truth = 'true' | 'false' | 'missing';

/** Kleene negation: what is not known stays not known. */
export function not(truth: Truth): Truth {
  if (truth === 'missing') return 'missing';
  return truth === 'true' ? 'false' : 'true';
}

/** Kleene conjunction: false beats missing beats true; of nothing it is true. */
export function all(truths: Iterable<Truth>): Truth {
  let result: Truth = 'true';
  for (const truth of truths) {
    if (truth === 'false') return 'false';
    if (truth === 'missing') result = 'missing';
  }
  return result;
}

/** Kleene disjunction: true beats missing beats false; of nothing it is false. */
export function any(truths: Iterable<Truth>): Truth {
  let result: Truth = 'false';
  for (const truth of truths) {
    if (truth === 'true') return 'true';
    if (truth === 'missing') result = 'missing';
  }
  return result;
}
