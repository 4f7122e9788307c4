export { claimDirectory, DirectoryInUseError } from './directory-claim.mjs';
export { freePort } from './free-port.mjs';
export { startLibvirtd } from './private-libvirtd.mjs';
export { isRunning } from './process-table.mjs';
export { spawnLogged, stopProcess } from './processes.mjs';
export { WaitedInVainError, waitFor, waitForHttp, waitForLine, waitForListener } from './waiting.mjs';
