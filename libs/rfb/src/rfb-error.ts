export type RfbErrorCode =
  'not-rfb' | 'version' | 'security' | 'refused' | 'too-large' | 'ended' | 'deadline' | 'message';

/** The other side does not speak RFB as RFC 6143 says, or not in time. */
export class RfbError extends Error {
  constructor(
    readonly code: RfbErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'RfbError';
  }
}
