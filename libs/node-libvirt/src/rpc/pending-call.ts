import { LibvirtProtocolError } from '../errors';
import type { Procedure } from '../protocol/procedure';
import { MESSAGE_STATUS, MESSAGE_TYPE } from '../protocol/wire';
import { decodeValue } from '../xdr/codec';
import { deferred } from './deferred';
import { decodeRemoteError } from './libvirt-error';
import type { Message } from './message';

/**
 * Whether the daemon owes more messages of a call's serial. One that is `streaming` was answered, so that it takes no place
 * any more, and its stream goes on.
 */
export type Progress = 'finished' | 'waiting' | 'streaming';

/** A call between its start and the last message of the daemon about it. */
export interface PendingCall {
  readonly procedure: Procedure<unknown, unknown>;
  readonly request: Buffer;
  /**
   * Takes a message with this call's serial, also after {@link fail}: the daemon keeps a place for the call until it
   * has answered.
   *
   * @throws LibvirtProtocolError when such a message cannot come at this point: framing is lost
   */
  receive(message: Message): Progress;
  /** Ends the wait of the caller with an error. */
  fail(error: Error): void;
}

/** A call that is answered by one reply. */
export class ReplyCall<R> implements PendingCall {
  readonly #result = deferred<R>();
  readonly answer = this.#result.promise;

  constructor(
    readonly procedure: Procedure<unknown, R>,
    readonly request: Buffer,
  ) {}

  receive(message: Message): Progress {
    settleReply(this.procedure, message, this.#result.resolve, this.#result.reject);
    return 'finished';
  }

  fail(error: Error): void {
    this.#result.reject(error);
  }
}

/**
 * Decodes an ordinary reply and hands it on, as value or as error. A payload that does not decode ends only this
 * call: the next message begins at a known place all the same.
 */
export function settleReply<R>(
  procedure: Procedure<unknown, R>,
  message: Message,
  resolve: (value: R) => void,
  reject: (error: unknown) => void,
): void {
  expectReply(procedure, message);
  try {
    if (message.status === MESSAGE_STATUS.error) reject(decodeRemoteError(procedure.name, message.payload));
    else resolve(decodeValue(procedure.reply, message.payload));
  } catch (error) {
    reject(error);
  }
}

function expectReply(procedure: Procedure<unknown, unknown>, message: Message): void {
  if (message.type !== MESSAGE_TYPE.reply || message.status === MESSAGE_STATUS.continue) {
    throw new LibvirtProtocolError(
      'bad-value',
      `message of type ${message.type} and status ${message.status} for ${procedure.name}, expected a reply`,
    );
  }
}
