import type { ErrorText, TurnKey } from './en';

const text = (title: string, body: string, step: string, turn: TurnKey = 'your'): ErrorText => ({
  title,
  body,
  turn,
  step,
});

/** Failures of pools. */
export const poolErrorsEn = {
  'pool-not-found': text(
    'There is no such pool',
    'It was removed, or the address is wrong.',
    'Choose one from the list of pools.',
  ),
  'pool-invalid': text(
    'The settings of this pool have faults',
    'Nothing was saved. What is wrong stands beside its field.',
    'Correct the fields that are marked, then save again.',
  ),
  'pool-changed': text(
    'Somebody else saved this pool in the meantime',
    'Nothing of yours was saved, so nothing of theirs is lost.',
    'Look at what it says now, then make your change again.',
  ),
};
