/**
 * Every failure that Virlab can tell, in one table: its HTTP status, its WebSocket close code where a console can meet
 * it, and the fixed sentence that anybody may read. Codes are stable: scripts and pages go by them (RFC 9457 `code`).
 */
export interface ErrorFacts {
  /** HTTP status code. */
  readonly status: number;
  /** WebSocket close code in the private range (RFC 6455 section 7.4.2); only for what a console can meet. */
  readonly wsClose?: number;
  /** What everybody may read: plain, present tense, no value in it. */
  readonly title: string;
}

export const ERRORS = {
  'bad-request': { status: 400, title: 'The request does not have the expected shape.' },
  'not-signed-in': { status: 401, wsClose: 4401, title: 'Nobody is signed in here.' },
  'session-ended': { status: 401, wsClose: 4402, title: 'The session has ended.' },
  'session-reused': {
    status: 401,
    wsClose: 4405,
    title: 'The session was used from two places, so it was ended.',
  },
  'not-allowed': { status: 403, wsClose: 4403, title: 'You are not allowed to do this.' },
  'cross-site-request': { status: 403, wsClose: 4404, title: 'The request came from another site.' },
  'not-found': { status: 404, title: 'There is nothing here, or nothing you may see.' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method.' },
  'payload-too-large': { status: 413, title: 'The request is too large.' },
  'unsupported-media-type': { status: 415, title: 'The request body has a type that is not taken here.' },
  'too-many-requests': { status: 429, title: 'Too many requests in a short time.' },
  internal: { status: 500, wsClose: 4500, title: 'The server met a fault of its own.' },
  'database-unavailable': { status: 503, title: 'The database does not answer.' },
  'database-full': { status: 507, title: 'The disk of the database is full: nothing can be written.' },
  'too-busy': { status: 503, title: 'The server has more to do than it can do at once.' },
  'work-given-up': { status: 503, title: 'The server gave this up, because it took too long or too much.' },

  'sign-in-refused': { status: 403, title: 'Your university let you in, but no rule gives you access here.' },
  'sign-in-denied': { status: 403, title: 'A rule denies you sign-in.' },
  'sign-in-unknown-provider': { status: 404, title: 'This university is not registered here.' },
  'sign-in-provider-disabled': { status: 403, title: 'Sign-in through this university is switched off.' },
  'sign-in-provider-unusable': {
    status: 403,
    title: 'What is known here about this university is out of date, so its sign-ins are not accepted.',
  },
  'sign-in-provider-unavailable': {
    status: 503,
    title: 'The federation’s directory does not answer, so this university cannot be looked up now.',
  },
  'sign-in-no-identifier': {
    status: 403,
    title: 'Your university released nothing that tells you apart from others.',
  },
  'sign-in-expired': { status: 400, title: 'The sign-in took too long, or was already used.' },
  'sign-in-other-browser': { status: 403, title: 'The sign-in was started in another browser.' },
  'saml-malformed': { status: 400, title: 'The answer of the university cannot be read.' },
  'saml-too-large': { status: 413, title: 'The answer of the university is too large.' },
  'saml-forbidden-construct': { status: 400, title: 'The answer of the university holds what SAML forbids.' },
  'saml-algorithm': {
    status: 403,
    title: 'The answer of the university is signed or encrypted by a weak algorithm.',
  },
  'saml-signature': { status: 403, title: 'The signature of the university does not fit.' },
  'saml-decryption': { status: 403, title: 'The answer of the university cannot be decrypted.' },
  'saml-status': { status: 403, title: 'The university refused the sign-in.' },
  'saml-issuer': { status: 403, title: 'The answer comes from another university than the one asked.' },
  'saml-destination': { status: 403, title: 'The answer was meant for another place.' },
  'saml-audience': { status: 403, title: 'The answer was meant for another service.' },
  'saml-confirmation': { status: 403, title: 'The answer does not belong to this sign-in.' },
  'saml-expired': { status: 403, title: 'The answer of the university is no longer valid, or not yet.' },
  'saml-replayed': { status: 403, title: 'The answer of the university was already used.' },
  'saml-conditions': { status: 403, title: 'The answer sets a condition that is not understood here.' },

  'logout-malformed': { status: 400, title: 'The sign-out message of the university cannot be read.' },
  'logout-too-large': { status: 413, title: 'The sign-out message of the university is too large.' },
  'logout-algorithm': {
    status: 403,
    title: 'The sign-out message of the university is signed by a weak algorithm.',
  },
  'logout-signature': {
    status: 403,
    title: 'The sign-out message is not signed, or its signature does not fit.',
  },
  'logout-issuer': { status: 403, title: 'The sign-out message comes from nobody who may send it.' },
  'logout-destination': { status: 403, title: 'The sign-out message was meant for another place.' },
  'logout-expired': { status: 403, title: 'The sign-out message is no longer valid, or not yet.' },
  'logout-replayed': { status: 403, title: 'The sign-out message was already used.' },
  'logout-unexpected': { status: 403, title: 'The sign-out message answers nothing that was asked here.' },
  'logout-other-browser': { status: 403, title: 'The sign-out was started in another browser.' },
  'logout-name-unknown': { status: 404, title: 'The sign-out message names nobody who was signed in here.' },

  'discovery-request-invalid': {
    status: 400,
    title: 'The request to choose a university cannot be read.',
  },
  'discovery-service-unknown': {
    status: 404,
    title: 'The service that asks for your university is not known here.',
  },
  'discovery-return-refused': {
    status: 400,
    title: 'The service asks to be answered at an address that is not its own.',
  },
  'logo-unavailable': { status: 404, title: 'This university has no logo that can be shown.' },

  'machine-not-found': { status: 404, title: 'There is no such machine, or it is not yours.' },
  'not-entitled': { status: 403, wsClose: 4410, title: 'No rule gives you this machine.' },
  'action-not-possible': { status: 409, title: 'The machine cannot do this in its present state.' },
  'host-unavailable': { status: 503, wsClose: 4503, title: 'The host of this machine does not answer.' },
  'console-not-running': { status: 409, wsClose: 4411, title: 'The machine has no screen while it is off.' },
  'screen-is-text': { status: 409, title: 'This machine shows text, of which there is no picture.' },
  'ticket-unknown': { status: 404, wsClose: 4420, title: 'This console ticket is not known.' },
  'ticket-used': { status: 410, wsClose: 4421, title: 'This console ticket was already used.' },
  'ticket-expired': { status: 410, wsClose: 4422, title: 'This console ticket came too late.' },
  'ticket-other-session': {
    status: 403,
    wsClose: 4423,
    title: 'This console ticket belongs to another session.',
  },
  'ticket-stale': {
    status: 410,
    wsClose: 4424,
    title: 'The machine was started anew since this ticket was given.',
  },
  'console-ended': { status: 410, wsClose: 4430, title: 'The machine stopped, so its screen is gone.' },
  'console-taken-over': { status: 409, wsClose: 4431, title: 'You opened this console in another place.' },
  'console-unavailable': { status: 502, wsClose: 4502, title: 'The screen of the machine does not answer.' },

  'class-not-found': { status: 404, title: 'There is no such class, or it is not yours.' },
  'job-not-found': { status: 404, title: 'There is no such job, or you may not see it.' },
  'snapshot-not-found': { status: 404, title: 'There is no such snapshot of this machine.' },
  'snapshot-exists': { status: 409, title: 'The machine has a snapshot of that name.' },
  'person-not-found': { status: 404, title: 'There is no such person, or nobody you may see.' },
  'policy-not-published': { status: 404, title: 'No policy is published yet.' },
  'policy-version-unknown': { status: 404, title: 'There is no such version of the policy.' },
  'draft-missing': { status: 404, title: 'There is no draft of the policy.' },
  'draft-changed': {
    status: 409,
    title: 'Somebody else changed the draft in the meantime. Nothing of yours was saved over it.',
  },
  'draft-rule-changed': {
    status: 409,
    title: 'Somebody else changed this rule in the meantime. Nothing of yours was saved over it.',
  },
  'draft-rule-unknown': { status: 404, title: 'The draft has no such rule.' },
  'draft-rule-exists': { status: 409, title: 'The draft has a rule of that name already.' },
  'draft-case-changed': { status: 409, title: 'Somebody else changed this test case in the meantime.' },
  'draft-unreadable': { status: 422, title: 'This text is not YAML that a policy can be kept in.' },
  'draft-nothing-changed': { status: 409, title: 'The draft says the same as the published version.' },
  'draft-faulty': { status: 422, title: 'The draft has faults, so it is not published.' },
  'draft-cases-fail': { status: 422, title: 'Test cases of the draft fail, so it is not published.' },
  'draft-behind': {
    status: 409,
    title: 'Another version was published since this draft was begun. Compare, then bring it up to date.',
  },
  'approval-needed': { status: 409, title: 'A second person has to approve this draft first.' },
  'approval-own-work': { status: 403, title: 'Nobody approves what they wrote.' },
  'dry-run-needed': {
    status: 409,
    title: 'What this would do to people has not been looked at: make a dry run first.',
  },
  'dry-run-not-found': { status: 404, title: 'There is no such dry run any more.' },
  'dry-run-unfinished': { status: 409, title: 'The dry run has not ended yet.' },
  'publication-braked': {
    status: 409,
    title: 'More people would lose access than is allowed without a typed confirmation.',
  },
  'decision-not-kept': {
    status: 404,
    title: 'What was decided at that moment is not kept any more.',
  },
  'import-unreadable': { status: 422, title: 'This file is none that can be read here.' },
  'grant-not-found': { status: 404, title: 'There is no such grant.' },
  'grant-too-long': { status: 422, title: 'A grant by hand may not last that long.' },
  'grant-to-oneself': { status: 403, title: 'Nobody grants anything to themselves.' },
  'grant-in-the-past': { status: 422, title: 'A grant by hand ends in the future.' },
  'grant-of-privilege': { status: 403, title: 'Roles that look after Virlab are not given by hand.' },
  'grant-circular': { status: 422, title: 'A class is not made a member of a class.' },
  'break-glass-refused': { status: 403, title: 'The account and the secret do not fit.' },
  'break-glass-locked': { status: 429, title: 'Too many tries that failed. The next one has to wait.' },
  'break-glass-not-found': { status: 404, title: 'There is no such break-glass account or session.' },
  'break-glass-exists': { status: 409, title: 'There is a break-glass account of that name already.' },
  'attribute-rules-changed': {
    status: 409,
    title: 'Somebody else published attribute rules in the meantime.',
  },
  'policy-target-unknown': { status: 404, title: 'No pool, class or role has that name.' },
  'federation-not-found': { status: 404, title: 'There is no such federation.' },
  'federation-unavailable': {
    status: 502,
    title: 'The place of this metadata does not answer as it should.',
  },
  'federation-refused': { status: 422, title: 'This metadata cannot be trusted or read, so it is not used.' },
  'federation-needs-entity': {
    status: 422,
    title: 'This metadata service answers about single entities only; name one that it knows.',
  },
  'federation-exists': { status: 409, title: 'There is a federation of that name already.' },
  'provider-not-found': { status: 404, title: 'There is no such identity provider.' },
  'provider-not-registered': {
    status: 409,
    title: 'This identity provider comes with a federation; it can be switched off, not removed.',
  },
  'keys-not-confirmed': {
    status: 409,
    title: 'What is there now has other keys than those that were confirmed. Nothing was saved.',
  },
  'last-admin-locked-out': {
    status: 409,
    title: 'This would leave no one who can edit the policy. Nothing was saved.',
  },
  'address-not-allowed': {
    status: 422,
    title: 'Metadata is not fetched from an address inside this network.',
  },
  'template-not-found': { status: 404, title: 'There is no such template.' },
  'template-exists': { status: 409, title: 'There is a template of that name already.' },
  'template-changed': { status: 409, title: 'Somebody else changed this template in the meantime.' },
  'template-image-kind': {
    status: 409,
    title: 'A pool with this template has a host that makes no machines of such an image.',
  },
  'template-in-use': { status: 409, title: 'A pool still uses this template.' },
  'template-version-not-found': { status: 404, title: 'This template has no such version.' },
  'template-version-in-use': {
    status: 409,
    title: 'This version is the current one, or machines are still on it.',
  },
  'image-not-found': { status: 404, title: 'There is no such image.' },
  'image-exists': { status: 409, title: 'There is an image of that name already.' },
  'image-not-ready': { status: 409, title: 'This image has not passed its checks.' },
  'image-in-use': { status: 409, title: 'A template still uses this image.' },
  'image-path-refused': { status: 422, title: 'Images are taken from the folders for images only.' },
  'upload-not-found': { status: 404, title: 'There is no such upload, or it has expired.' },
  'upload-busy': { status: 423, title: 'This upload goes on in another window.' },
  'upload-refused': { status: 422, title: 'This upload cannot be taken.' },
  'upload-too-large': { status: 413, title: 'This file is larger than images may be.' },
  'uploads-full': { status: 429, title: 'As many uploads are under way as there may be.' },
  'no-space-for-image': { status: 507, title: 'The disk of the server has no room for this image.' },
  'host-not-found': { status: 404, title: 'There is no such host.' },
  'host-invalid': { status: 422, title: 'The settings of this host have faults.' },
  'host-exists': { status: 409, title: 'There is a host of that name already.' },
  'host-changed': { status: 409, title: 'Somebody else saved this host in the meantime.' },
  'host-not-active': { status: 409, title: 'This host takes no machines already.' },
  'host-has-machines': { status: 409, title: 'Machines are still on this host.' },
  'host-has-pools': { status: 409, title: 'Pools still name this host.' },
  'host-tests-full': { status: 429, title: 'As many hosts are being tested as may be at once.' },
  'lesson-not-found': { status: 404, title: 'There is no such lesson.' },
  'announcement-not-found': { status: 404, title: 'There is no such announcement.' },
  'pool-not-found': { status: 404, title: 'There is no such pool.' },
  'pool-invalid': { status: 422, title: 'The settings of this pool have faults.' },
  'pool-exists': { status: 409, title: 'There is a pool of that name already.' },
  'pool-in-use': { status: 409, title: 'This pool is still used.' },
  'pool-changed': { status: 409, title: 'Somebody else saved this pool in the meantime.' },
  'resource-invalid': { status: 422, title: 'The resource file has faults.' },
  'resource-in-use': { status: 409, title: 'Something still uses this.' },
} as const satisfies Record<string, ErrorFacts>;

/** A stable failure code. */
export type ErrorCode = keyof typeof ERRORS;

/** True when the text is one of our codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}
