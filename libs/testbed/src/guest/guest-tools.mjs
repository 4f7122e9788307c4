import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from '../find-program.mjs';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** A program that the guest is built with is not there, or failed. */
export class GuestBuildError extends Error {
  code = 'guest-build-failed';

  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'GuestBuildError';
  }
}

/**
 * Runs a program of the build to its end.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} what it printed
 * @throws {GuestBuildError} naming the program that is missing, or with its own words when it failed
 */
export async function tool(program, args, { cwd, env } = {}) {
  const found = findProgram(program);
  if (found === undefined)
    throw new GuestBuildError(`"${program}" is not installed, expected it for building the guest`);
  try {
    const options = { cwd, env: { ...process.env, LC_ALL: 'C.UTF-8', ...env }, maxBuffer: MAX_OUTPUT_BYTES };
    return (await run(found, args, options)).stdout;
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new GuestBuildError(`${program} failed: ${(stderr || message).trim()}`, { cause: error });
  }
}
