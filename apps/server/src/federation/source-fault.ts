/** Why a place did not give metadata; the codes are stable and stand in the status of a federation. */
export type SourceFaultCode =
  | 'source-unreachable'
  | 'source-too-slow'
  | 'source-too-large'
  | 'source-redirected'
  | 'source-answer-unexpected'
  | 'source-not-found'
  | 'source-encoding'
  | 'source-unreadable'
  | 'storage-failed';

/** A place that did not give metadata. The message names no address: those may hold what is nobody's business. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';

  constructor(
    readonly code: SourceFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
