import type { ErrorCode } from '@virlab/contracts';
import { federationErrorsEn } from './federation-en';
import { hostErrorsEn } from './hosts-en';
import { machineErrorsEn } from './machines-en';
import { policyErrorsEn } from './policy-en';
import { poolErrorsEn } from './pools-en';
import { templatesErrorsEn } from './templates-en';
import { signOutErrorsEn } from './sign-out-en';

/** Whose turn it is after a refusal or a fault. */
export type TurnKey = 'their' | 'your' | 'nobody' | 'operators';

/** What a page says about one failure: what happened, what still works, whose turn it is and the step. */
export interface ErrorText {
  title: string;
  body: string;
  turn: TurnKey;
  step: string;
}

/** Codes of the server, and the one the browser makes when no answer came. */
export type KnownCode = ErrorCode | 'unreachable';
export type ErrorTexts = Record<KnownCode, ErrorText>;

const university = (title: string, body: string): ErrorText => ({
  title,
  body: `${body} Nothing on your machines has changed.`,
  turn: 'their',
  step: 'Tell the service desk of your university, with the reference below.',
});

export const errorsEn: ErrorTexts = {
  'bad-request': {
    title: 'The server could not read what this page sent',
    body: 'Nothing was changed. An old page kept open over an update does this.',
    turn: 'your',
    step: 'Load the page again. If it comes back, send the reference to the operators.',
  },
  'not-signed-in': {
    title: 'Nobody is signed in here',
    body: 'Your machines keep running, signed in or not.',
    turn: 'your',
    step: 'Sign in to go on.',
  },
  'not-allowed': {
    title: 'This is not yours to do',
    body: 'None of your roles opens this page. Everything else you have still works.',
    turn: 'their',
    step: 'Whoever gave you this link can ask for the role.',
  },
  'cross-site-request': {
    title: 'The request came from another site',
    body: 'It was refused, and nothing was changed. This keeps other sites from acting in your name.',
    turn: 'your',
    step: 'Open Virlab by its own address and do it there.',
  },
  'not-found': {
    title: 'There is nothing here, or nothing you may see',
    body: 'The address may be old, or it was meant for somebody else.',
    turn: 'your',
    step: 'Go on from your machines.',
  },
  'method-not-allowed': {
    title: 'The server does not take this request here',
    body: 'Nothing was changed. An old page kept open over an update does this.',
    turn: 'your',
    step: 'Load the page again.',
  },
  'payload-too-large': {
    title: 'That was too large',
    body: 'Nothing was saved. What you wrote is still on the page.',
    turn: 'your',
    step: 'Make it shorter and send it again.',
  },
  'unsupported-media-type': {
    title: 'The server does not take this kind of content',
    body: 'Nothing was changed.',
    turn: 'your',
    step: 'Load the page again.',
  },
  'too-many-requests': {
    title: 'Too many requests in a short time',
    body: 'The server asks this browser to slow down. Your machines keep running.',
    turn: 'nobody',
    step: 'It works again within a minute.',
  },
  internal: {
    title: 'The server met a fault of its own',
    body: 'Your machines keep running. What you asked for may not have been done.',
    turn: 'operators',
    step: 'Try again; if it comes back, send them the reference.',
  },
  'database-unavailable': {
    title: 'The database does not answer',
    body: 'Your machines keep running, but Virlab cannot show or change them now.',
    turn: 'operators',
    step: 'They were told. The page works again when it is back.',
  },
  'database-full': {
    title: 'The disk of the server is full',
    body: 'Your machines keep running. What you just did was not written down, so it did not happen.',
    turn: 'operators',
    step: 'Try again when they have made room.',
  },
  'too-busy': {
    title: 'The server has more to do than it can do at once',
    body: 'Your machines keep running. What you asked for was not done.',
    turn: 'nobody',
    step: 'Try again in a moment.',
  },
  'work-given-up': {
    title: 'The server gave this up',
    body: 'It took too long or too much. Your machines keep running; what you asked for was not done.',
    turn: 'operators',
    step: 'Try again; if it comes back, send them the reference.',
  },
  'sign-in-refused': {
    title: 'Your university let you in, but no rule gives you access here',
    body: 'Signing in worked. What your university sent about you fits no rule of this service.',
    turn: 'their',
    step: 'If you should have access, the service desk of your university has to release more about you. Send them the reference.',
  },
  'sign-in-denied': {
    title: 'A rule denies you access',
    body: 'Signing in worked, and then a rule of this service refused it.',
    turn: 'their',
    step: 'Ask the operators of this service, with the reference.',
  },
  'sign-in-unknown-provider': {
    title: 'This university is not registered here',
    body: 'Virlab sends nobody to a university that it does not know.',
    turn: 'your',
    step: 'Choose your university from the list.',
  },
  'sign-in-provider-disabled': {
    title: 'Sign-in through this university is switched off',
    body: 'The operators of this service switched it off. Machines that run keep running.',
    turn: 'operators',
    step: 'Ask them when it opens again, or sign in another way.',
  },
  'sign-in-provider-unavailable': {
    title: 'This university cannot be looked up now',
    body: 'The federation’s directory does not answer.',
    turn: 'nobody',
    step: 'Try again in a few minutes.',
  },
  'sign-in-provider-unusable': {
    title: 'This university cannot be used to sign in now',
    body: 'What it publishes about itself is missing something, or is out of date. Machines that run keep running.',
    turn: 'operators',
    step: 'Tell them, with the reference, or sign in another way.',
  },
  'sign-in-no-identifier': university(
    'Your university sent nothing that tells you apart from others',
    'Without an identifier Virlab cannot know which machines are yours.',
  ),
  'sign-in-expired': {
    title: 'The sign-in took too long, or was already used',
    body: 'For safety an answer of your university is good for a few minutes, once.',
    turn: 'your',
    step: 'Sign in again.',
  },
  'sign-in-other-browser': {
    title: 'The sign-in was started in another browser',
    body: 'An answer is only taken by the browser that asked, so that nobody can sign you in as someone else.',
    turn: 'your',
    step: 'Sign in again, in this browser.',
  },
  'saml-malformed': university(
    'The answer of your university cannot be read',
    'It is not what the standard describes.',
  ),
  'saml-too-large': university(
    'The answer of your university is too large',
    'It is longer than any real answer.',
  ),
  'saml-forbidden-construct': university(
    'The answer of your university holds what the standard forbids',
    'It was refused unread.',
  ),
  'saml-algorithm': university(
    'The answer of your university is protected by a weak algorithm',
    'It could be forged, so it is not believed.',
  ),
  'saml-signature': university(
    'The signature of your university does not fit',
    'Its signing key may have changed without a notice to this service.',
  ),
  'saml-decryption': university(
    'The answer of your university cannot be decrypted',
    'It was encrypted for another key than the one this service has.',
  ),
  'saml-status': {
    title: 'Your university refused the sign-in',
    body: 'It answered, and the answer was no: sign-in cancelled, or not allowed for this service.',
    turn: 'your',
    step: 'Sign in again. If it is refused again, ask the service desk of your university.',
  },
  'saml-issuer': university(
    'The answer comes from another university than the one asked',
    'It is not believed, whoever sent it.',
  ),
  'saml-destination': university(
    'The answer was meant for another place',
    'It names another address than ours.',
  ),
  'saml-audience': university(
    'The answer was meant for another service',
    'It names another service than this one.',
  ),
  'saml-confirmation': {
    title: 'The answer does not belong to this sign-in',
    body: 'It may come from an earlier one: the Back button does this.',
    turn: 'your',
    step: 'Sign in again.',
  },
  'saml-expired': university(
    'The answer of your university is no longer valid, or not yet',
    'Its clock and ours may differ.',
  ),
  'saml-replayed': {
    title: 'The answer of your university was already used',
    body: 'Each one signs in once. Loading the page again, or the Back button, sends it a second time.',
    turn: 'your',
    step: 'Sign in again.',
  },
  'saml-conditions': university(
    'The answer of your university sets a condition that is not understood here',
    'A condition that is not understood is taken as not met.',
  ),
  ...signOutErrorsEn,

  'discovery-request-invalid': {
    title: 'The request to choose a university cannot be read',
    body: 'It came from another service, and nothing was passed on to it.',
    turn: 'their',
    step: 'Go back to that service and begin again. If it comes back, tell its operators the code below.',
  },
  'discovery-service-unknown': {
    title: 'The service that asks for your university is not known here',
    body: 'We send people only to services that a federation vouches for. Nothing was passed on.',
    turn: 'their',
    step: 'Its operators can register it in a federation that we know.',
  },
  'discovery-return-refused': {
    title: 'The service asks to be answered at an address that is not its own',
    body: 'Somebody could have put it there to lead you astray, so you were not sent on.',
    turn: 'their',
    step: 'Open the service by its own address. Its operators can correct what they publish.',
  },
  'logo-unavailable': {
    title: 'This university has no logo that can be shown',
    body: 'Everything else works without it.',
    turn: 'nobody',
    step: 'There is nothing to do.',
  },
  'class-not-found': {
    title: 'There is no such class, or it is not yours',
    body: 'The link may be of another term.',
    turn: 'your',
    step: 'Choose a class from the menu.',
  },
  'person-not-found': {
    title: 'There is no such person, or nobody you may see',
    body: 'Only people who signed in at least once are known here.',
    turn: 'your',
    step: 'Look for them in People.',
  },
  'policy-not-published': {
    title: 'No policy is published yet',
    body: 'Until there is one, nobody is given anything.',
    turn: 'operators',
    step: 'Write the first rules under Policy, or publish a file with virlab apply.',
  },
  'attribute-rules-changed': {
    title: 'Somebody else published attribute rules in the meantime',
    body: 'Nothing was published. Your files are still on the page.',
    turn: 'your',
    step: 'Compare them with the new version, then publish.',
  },
  'policy-target-unknown': {
    title: 'No pool, class or role has that name',
    body: 'It may have been renamed.',
    turn: 'your',
    step: 'Choose one from the list.',
  },
  ...federationErrorsEn,
  ...hostErrorsEn,
  ...policyErrorsEn,
  ...templatesErrorsEn,
  ...machineErrorsEn,
  ...poolErrorsEn,

  'lesson-not-found': {
    title: 'There is no such lesson',
    body: 'Somebody may have removed it.',
    turn: 'your',
    step: 'Choose another one from the plan of the class.',
  },
  'announcement-not-found': {
    title: 'There is no such announcement, or it is not to you',
    body: 'It may have been taken away with your place in the class.',
    turn: 'your',
    step: 'Go on from your machines.',
  },
  'resource-invalid': {
    title: 'The resource file has faults',
    body: 'Nothing of it was taken.',
    turn: 'your',
    step: 'Mend the faults below and apply it again.',
  },
  'resource-in-use': {
    title: 'Something still uses this',
    body: 'Nothing was removed.',
    turn: 'your',
    step: 'End what uses it first.',
  },
  unreachable: {
    title: 'The server does not answer',
    body: 'Your machines keep running. The line between this browser and Virlab is broken, or Virlab is being updated.',
    turn: 'nobody',
    step: 'This page tries again by itself.',
  },
};
