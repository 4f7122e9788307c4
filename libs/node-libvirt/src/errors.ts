/** Every error of this library: `instanceof` tells the kind, `code` (stable, part of the interface) the case. */
export abstract class NodeLibvirtError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/**
 * What is known of a call that ended without an answer. `not-sent`: the daemon never saw it, so nothing happened.
 * `unknown`: it was sent, and may have been carried out, be under way still, or be lost. Look again before repeating.
 */
export type CallOutcome = 'not-sent' | 'unknown';

/** Why a connection could not be opened, or ended. */
export type ConnectionErrorCode =
  | 'connect-failed'
  | 'connect-timed-out'
  | 'authentication-needed'
  | 'authentication-unsupported'
  | 'authentication-refused'
  | 'closed-by-client'
  | 'connection-lost'
  | 'framing-lost'
  | 'keepalive-timed-out';

/** The connection could not be made, or ended while (or before) the call was under way. */
export class LibvirtConnectionError extends NodeLibvirtError {
  readonly code: ConnectionErrorCode;
  readonly outcome: CallOutcome;

  constructor(
    code: ConnectionErrorCode,
    message: string,
    options: { cause?: unknown; outcome?: CallOutcome } = {},
  ) {
    super(message, options);
    this.code = code;
    this.outcome = options.outcome ?? 'not-sent';
  }
}

/** A call's deadline passed. This is not a failure: see `outcome` before doing anything again. */
export class LibvirtTimeoutError extends NodeLibvirtError {
  readonly code = 'call-timed-out';
  readonly outcome: CallOutcome;
  /** The libvirt procedure, such as `DOMAIN_SHUTDOWN`. */
  readonly procedure: string;
  readonly timeoutMs: number;

  constructor(procedure: string, timeoutMs: number, outcome: CallOutcome) {
    super(
      outcome === 'unknown'
        ? `no answer to ${procedure} within ${timeoutMs} ms, its outcome is unknown`
        : `${procedure} waited ${timeoutMs} ms for a free place and was not sent`,
    );
    this.procedure = procedure;
    this.timeoutMs = timeoutMs;
    this.outcome = outcome;
  }
}

/** In what way bytes of the daemon were not what the protocol allows. */
export type ProtocolErrorCode = 'truncated' | 'too-large' | 'bad-value' | 'trailing-bytes' | 'limit-exceeded';

/** Bytes of the daemon do not decode, or are more than the caller allowed. The connection itself may be sound. */
export class LibvirtProtocolError extends NodeLibvirtError {
  readonly code: ProtocolErrorCode;

  constructor(code: ProtocolErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** A value given to the library cannot be put on the wire. Nothing was sent. */
export class LibvirtArgumentError extends NodeLibvirtError {
  readonly code = 'invalid-argument';
}

/** What is wrong with a connection URI. */
export type UriErrorCode =
  | 'not-a-libvirt-uri'
  | 'unsupported-transport'
  | 'unexpected-host'
  | 'unexpected-user'
  | 'bad-host'
  | 'bad-port'
  | 'bad-user'
  | 'bad-socket-path'
  | 'bad-parameter';

/** A connection URI that this library cannot use. */
export class LibvirtUriError extends NodeLibvirtError {
  readonly code: UriErrorCode;
  readonly uri: string;

  constructor(code: UriErrorCode, uri: string, message: string) {
    super(message);
    this.code = code;
    this.uri = uri;
  }
}
