import { indexAggregateTask } from './federation/worker-tasks/index-aggregate';
import { inspectAggregateTask } from './federation/worker-tasks/inspect-aggregate';
import { readMdqAnswerTask } from './federation/worker-tasks/read-mdq-answer';
import { renderPictureTask } from './machines/worker-tasks/render-picture';
import { serveWorkerTasks } from './platform/serve-worker-tasks';
import type { WorkerTask } from './platform/worker-task';
import { acceptResponseTask } from './sign-in/providers/saml/worker-tasks/accept-response';
import { buildAuthnRequestTask } from './sign-in/providers/saml/worker-tasks/build-authn-request';
import { readResponseEnvelopeTask } from './sign-in/providers/saml/worker-tasks/read-response-envelope';
import { signOwnMetadataTask } from './sign-in/providers/saml/worker-tasks/sign-own-metadata';

/** Every task that a thread of the `prompt`, `background` or `pictures` lane can run. */
const tasks: readonly WorkerTask<never, unknown>[] = [
  indexAggregateTask,
  inspectAggregateTask,
  readMdqAnswerTask,
  readResponseEnvelopeTask,
  acceptResponseTask,
  buildAuthnRequestTask,
  signOwnMetadataTask,
  renderPictureTask,
];

/** What a thread answers each call with; the pool starts this file. */
export default serveWorkerTasks(tasks);
