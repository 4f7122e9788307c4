import { readResponseEnvelope, type ResponseBody, SamlRefusal } from '@virlab/saml';
import type { WorkerTask } from '../../../../platform/index';

/** What a message claims before anything of it is proved; serves to find the sign-in it may belong to. */
export interface ClaimedEnvelope {
  claimedInResponseTo: string | undefined;
}

/** Reads the shape of a posted response. Only the claim comes back: the rest is read again where it is verified. */
export const readResponseEnvelopeTask: WorkerTask<ResponseBody, ClaimedEnvelope> = {
  name: 'saml.read-response-envelope',
  lane: 'prompt',
  deadlineMs: 20_000,
  refusals: [SamlRefusal],
  run: (body) => ({ claimedInResponseTo: readResponseEnvelope(body).claimedInResponseTo }),
};
