/** What a thread may use of this room: it stands on libs/policy alone, so that nothing of the server is loaded there. */
export { decideSinceSignIn } from '../decide-since-sign-in';
export { presentNode } from '../why.presenter';
export { type ProviderFacts, inputOf } from '../input-of';
