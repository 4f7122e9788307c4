import {
  acceptResponse,
  type AcceptedAssertion,
  type AcceptResponseInput,
  readResponseEnvelope,
  type ResponseBody,
  SamlRefusal,
} from '@virlab/saml';
import type { WorkerTask } from '../../../../platform/index';

/** A posted response and everything it is held against. */
export type PostedResponse = Omit<AcceptResponseInput, 'envelope'> & { body: ResponseBody };

/**
 * Decides whether a posted response signs somebody in. Its shape is read once more, since copying a parsed document
 * from thread to thread costs the server more than parsing it again costs a thread.
 */
export const acceptResponseTask: WorkerTask<PostedResponse, AcceptedAssertion> = {
  name: 'saml.accept-response',
  lane: 'prompt',
  deadlineMs: 20_000,
  refusals: [SamlRefusal],
  run: ({ body, ...against }) => acceptResponse({ ...against, envelope: readResponseEnvelope(body) }),
};
