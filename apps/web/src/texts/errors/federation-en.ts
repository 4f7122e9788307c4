import type { ErrorCode } from '@virlab/contracts';
import type { ErrorText } from './en';

/** Codes around federations and their identity providers, as their admins meet them. */
export type FederationCode = Extract<
  ErrorCode,
  | 'federation-not-found'
  | 'federation-unavailable'
  | 'federation-refused'
  | 'federation-needs-entity'
  | 'federation-exists'
  | 'provider-not-found'
  | 'provider-not-registered'
  | 'keys-not-confirmed'
  | 'last-admin-locked-out'
  | 'address-not-allowed'
>;

export const federationErrorsEn: Record<FederationCode, ErrorText> = {
  'federation-not-found': {
    title: 'There is no such federation',
    body: 'It may have been removed a moment ago.',
    turn: 'your',
    step: 'Go back to the list of federations.',
  },
  'federation-unavailable': {
    title: 'The place of this metadata does not answer as it should',
    body: 'What was read there before stays in use for as long as it is valid.',
    turn: 'your',
    step: 'Look at the address, and try again.',
  },
  'federation-refused': {
    title: 'This metadata cannot be trusted or read',
    body: 'It is not used. What was read there before stays in use for as long as it is valid.',
    turn: 'your',
    step: 'Read the reason, and ask the federation when it is theirs.',
  },
  'federation-needs-entity': {
    title: 'Name one entity that this service knows',
    body: 'It answers about single entities only, and does not know our own.',
    turn: 'your',
    step: 'Give the entityID of an identity provider of this federation.',
  },
  'federation-exists': {
    title: 'There is a federation of that name already',
    body: 'Nothing was saved.',
    turn: 'your',
    step: 'Give this one another name, or change the one there is.',
  },
  'provider-not-found': {
    title: 'There is no such identity provider',
    body: 'It may have left its federation, or was removed here.',
    turn: 'your',
    step: 'Look for it under Identity providers.',
  },
  'provider-not-registered': {
    title: 'This identity provider comes with a federation',
    body: 'It cannot be removed alone. Nothing was changed.',
    turn: 'your',
    step: 'Switch it off instead.',
  },
  'keys-not-confirmed': {
    title: 'The keys are other ones than those that were confirmed',
    body: 'What is there now was looked at again when you trusted it, and its keys differ. Nothing was saved.',
    turn: 'your',
    step: 'Look again, and compare the fingerprints with what its operator told you.',
  },
  'last-admin-locked-out': {
    title: 'This would leave no one who can edit the policy',
    body: 'Nothing was saved. Every identity admin signs in by what this would take away.',
    turn: 'your',
    step: 'First give the role to somebody of another university, and let them sign in once.',
  },
  'address-not-allowed': {
    title: 'Metadata is not fetched from inside this network',
    body: 'The address leads to this computer or to a private network. Nothing was fetched.',
    turn: 'operators',
    step: 'Take a public address, choose the file instead, or ask the operators to allow private addresses.',
  },
};
