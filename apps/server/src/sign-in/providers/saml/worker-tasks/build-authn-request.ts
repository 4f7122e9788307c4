import { type AuthnRequestInput, buildAuthnRequest } from '@virlab/saml';
import type { WorkerTask } from '../../../../platform/index';

/** Builds and signs the request that sends a browser to its identity provider; answers where to. */
export const buildAuthnRequestTask: WorkerTask<AuthnRequestInput, { url: string }> = {
  name: 'saml.build-authn-request',
  lane: 'prompt',
  deadlineMs: 20_000,
  refusals: [],
  run: (input) => buildAuthnRequest(input),
};
