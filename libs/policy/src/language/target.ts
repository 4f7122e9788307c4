/** What a right is about. The engine knows nothing of it but its reference. */
export interface Target {
  kind: 'role' | 'class' | 'pool';
  ref: string;
}

/** As {@link Target}, and signing in as a whole (`ref` is `login`). */
export type AnyTarget = Target | { kind: 'login'; ref: 'login' };

/** What a person may be inside a class. */
export type ClassRole = 'learner' | 'ta' | 'teacher';
