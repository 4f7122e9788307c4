import { type ErrorCode, ERRORS, type Problem } from '@virlab/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { Log } from './log';
import { currentRequest } from './request-context';
import { VirlabError } from './virlab-error';

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};

/** SQLITE_FULL (sqlite.org/rescode.html), and what MariaDB says when a disk or a table has no room. */
const SQLITE_FULL = 13;
const MARIADB_FULL = new Set(['ER_DISK_FULL', 'ER_RECORD_FILE_FULL']);

/** MariaDB that shuts down, or takes no more connections. */
const DATABASE_GONE = new Set(['ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_TOO_MANY_USER_CONNECTIONS']);

/** Turns whatever was thrown into a VirlabError: nothing reaches a person without a code. */
export function toVirlabError(thrown: unknown): VirlabError {
  if (thrown instanceof VirlabError) return thrown;
  if (isDatabaseGone(thrown)) return new VirlabError('database-unavailable', { cause: thrown });
  if (isDatabaseFull(thrown)) return new VirlabError('database-full', { cause: thrown });
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOfBodyParser(thrown);
  const code = status === undefined ? undefined : BY_STATUS[status];
  if (!code) return new VirlabError('internal', { cause: thrown });
  // What is said of a request that cannot be parsed is about the sender's own bytes.
  const isParsing = code === 'bad-request' && thrown instanceof HttpException;
  return new VirlabError(code, {
    cause: thrown,
    ...(isParsing ? { publicDetail: `the request cannot be parsed: ${thrown.message}` } : {}),
  });
}

/** What the disk has no room for was undone as a whole. */
function isDatabaseFull(thrown: unknown): boolean {
  const cause = causeOf(thrown);
  if (!cause) return false;
  if ('errcode' in cause && cause.errcode === SQLITE_FULL) return true;
  return 'code' in cause && MARIADB_FULL.has(String(cause.code)) && 'sqlMessage' in cause;
}

/** What the engine itself threw. */
function causeOf(thrown: unknown): object | null {
  if (typeof thrown !== 'object' || thrown === null) return null;
  const cause: unknown = 'driverError' in thrown ? thrown.driverError : thrown;
  return typeof cause === 'object' ? cause : null;
}

/** MariaDB's client marks what has cost it the connection; SQLite's file cannot go away by itself. */
function isDatabaseGone(thrown: unknown): boolean {
  const cause = causeOf(thrown);
  if (!cause) return false;
  if ('fatal' in cause && cause.fatal === true) return true;
  return 'code' in cause && DATABASE_GONE.has(String(cause.code)) && 'sqlMessage' in cause;
}

/** body-parser and friends throw plain errors with a `status` and a `type`. */
function statusOfBodyParser(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown) || !('type' in thrown))
    return undefined;
  return typeof thrown.status === 'number' ? thrown.status : undefined;
}

/** The answer to a failure, as it goes to the caller. */
export function presentProblem(error: VirlabError, requestId: string): Problem {
  return {
    type: `urn:virlab:error:${error.code}`,
    title: ERRORS[error.code].title,
    status: error.status,
    code: error.code,
    requestId,
    ...(error.publicDetail ? { detail: error.publicDetail } : {}),
    ...(error.errors ? { errors: error.errors } : {}),
    ...(error.context ? { context: error.context } : {}),
  };
}

/** Every failure of an HTTP request ends here, as an RFC 9457 problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = toVirlabError(thrown);
    const requestId = currentRequest()?.requestId ?? 'none';
    if (error.status >= 500) this.log.error({ err: error, code: error.code, requestId }, 'request failed');
    else this.log.debug({ code: error.code, detail: error.detail, requestId }, 'request refused');
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.end();
    response
      .status(error.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(presentProblem(error, requestId)));
  }
}
