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
  'pool-exists': text(
    'There is a pool of that name already',
    'Nothing was added. Rules refer to pools by this name, so no two have the same.',
    'Choose another name, then add it again.',
  ),
  'pool-in-use': text(
    'This pool is still used',
    'Nothing was removed. Below stands what still needs it.',
    'Take it out of the rules and the rights given by hand. Its machines go when the days that disks are kept are over.',
  ),
  'pool-changed': text(
    'Somebody else saved this pool in the meantime',
    'Nothing of yours was saved, so nothing of theirs is lost.',
    'Look at what it says now, then make your change again.',
  ),
};
