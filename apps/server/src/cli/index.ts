export type { ExitCode, Surroundings } from './command';
export { runCli } from './run-cli';
