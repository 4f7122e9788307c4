export {
  ACCESS_KEY,
  type Access,
  CurrentViewer,
  Public,
  Requires,
  StaysOpen,
  type RequestWithViewer,
  type Viewer,
  ViewerSource,
} from './access';
export { AccessGuard } from './access.guard';
export { Bus, type Notice } from './bus';
export { Clock } from './clock';
export { BYTE_ORDER_MARK, csvLine } from './csv';
export { newId, newRequestId, newSecret, sha256 } from './ids';
export { installRoot } from './install-root';
export { Log } from './log';
export { OneAtATime } from './one-at-a-time';
export { PlatformModule } from './platform.module';
export { presentProblem, ProblemFilter, toVirlabError } from './problem.filter';
export { isPublicAddress, lookupPublic, requireWebAddress } from './public-address';
export { currentRequest, type RequestContext, withRequestContext } from './request-context';
export { requestIdMiddleware } from './request-id.middleware';
export { Schedule } from './schedule';
export { sendTable } from './send-table';
export { validationPipe } from './validation.pipe';
export { type ErrorOptionsOfOurs, VirlabError } from './virlab-error';
export { WorkerPool } from './worker-pool';
export type { WorkerTask } from './worker-task';
