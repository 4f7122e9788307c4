import type { ErrorCode } from '@virlab/contracts';
import type { ErrorText } from './en';

/** Codes of a session that was ended for safety, and of single logout. */
export type SignOutCode = Extract<ErrorCode, `logout-${string}` | 'session-ended' | 'session-reused'>;

const university = (title: string, body: string): ErrorText => ({
  title,
  body: `${body} Nobody was signed out by it.`,
  turn: 'their',
  step: 'Sign out in Virlab itself. Then tell the service desk of your university, with the reference below.',
});

export const signOutErrorsEn: Record<SignOutCode, ErrorText> = {
  'session-ended': {
    title: 'You were signed out',
    body: 'The session ended after a time without use. Your machines keep running and nothing on them is lost.',
    turn: 'your',
    step: 'Sign in and you are back at this page.',
  },
  'session-reused': {
    title: 'You were signed out to keep you safe',
    body: 'Your session was used from two places at once: somebody else may have had a copy of it. It is over in both. Your machines keep running.',
    turn: 'your',
    step: 'Sign in again, and look at where you are signed in. If it comes back, change your password at your university and tell the operators.',
  },
  'logout-malformed': university(
    'The sign-out message of your university cannot be read',
    'It does not have the form that the standard asks for.',
  ),
  'logout-too-large': university(
    'The sign-out message of your university is too large',
    'It is far longer than such a message can be.',
  ),
  'logout-algorithm': university(
    'The sign-out message is signed by a weak algorithm',
    'Signatures of that kind can be forged, so none is taken.',
  ),
  'logout-signature': university(
    'The signature of the sign-out message does not fit',
    'It may have been changed on its way, or come from somebody else.',
  ),
  'logout-issuer': university(
    'The sign-out message comes from nobody who may send it',
    'Only the university where you signed in can end your session.',
  ),
  'logout-destination': university(
    'The sign-out message was meant for another place',
    'It names another service than this one.',
  ),
  'logout-expired': university(
    'The sign-out message is no longer valid, or not yet',
    'Each one is good for a few minutes; clocks may differ.',
  ),
  'logout-replayed': {
    title: 'This sign-out was already done',
    body: 'Each message signs out once. Loading the page again, or the Back button, sends it a second time.',
    turn: 'nobody',
    step: 'You can close this page, or sign in again.',
  },
  'logout-unexpected': {
    title: 'This answer belongs to no sign-out of yours',
    body: 'It came too late, or nobody asked for it here. Your session in Virlab is as it was.',
    turn: 'your',
    step: 'Sign out in Virlab if you still are signed in.',
  },
  'logout-other-browser': {
    title: 'The sign-out was started in another browser',
    body: 'Its answer came to this one. The session in the other browser is over.',
    turn: 'your',
    step: 'Sign out here as well if you are signed in here.',
  },
  'logout-name-unknown': {
    title: 'Nobody by that name was signed in here',
    body: 'Your university asked to sign out somebody whom Virlab does not know under that name.',
    turn: 'your',
    step: 'Sign out in Virlab if you still are signed in.',
  },
};
