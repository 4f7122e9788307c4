import { LibvirtProtocolError } from '../errors';
import type { Procedure } from '../protocol/procedure';
import { MESSAGE_STATUS, MESSAGE_TYPE } from '../protocol/wire';
import { deferred } from './deferred';
import { decodeRemoteError } from './libvirt-error';
import type { Message } from './message';
import { settleReply, type PendingCall, type Progress } from './pending-call';

/** What a download ends with: the reply of the call, and all bytes of its stream. */
export interface Download<R> {
  readonly reply: R;
  readonly bytes: Buffer;
}

/** Sends an empty stream packet of this call: `ok` to finish, `error` to abort. */
export type SendStreamEnd = (status: typeof MESSAGE_STATUS.ok | typeof MESSAGE_STATUS.error) => void;

/**
 * A call whose reply is followed by a stream of bytes from the daemon.
 *
 * The daemon ends the data with an empty packet; the client confirms with an empty packet of status ok, and the daemon
 * answers that. Until then it keeps the stream, so that too large or abandoned ones are aborted here, not ignored.
 */
export class DownloadCall<R> implements PendingCall {
  readonly #result = deferred<Download<R>>();
  readonly answer = this.#result.promise;
  readonly #body: GrowingBuffer;
  #reply: { value: R } | undefined;
  #closing = false;
  #abandoned = false;

  constructor(
    readonly procedure: Procedure<unknown, R>,
    readonly request: Buffer,
    private readonly maxBytes: number,
    private readonly sendEnd: SendStreamEnd,
  ) {
    this.#body = new GrowingBuffer(maxBytes);
  }

  receive(message: Message): Progress {
    return this.#reply ? this.#receivePacket(message) : this.#receiveReply(message);
  }

  fail(error: Error): void {
    this.#abandoned = true;
    this.#result.reject(error);
    if (this.#reply) this.#abort();
  }

  #receiveReply(message: Message): Progress {
    const failed = message.status === MESSAGE_STATUS.error;
    settleReply(
      this.procedure,
      message,
      (value) => (this.#reply = { value }),
      (error) => this.#result.reject(error),
    );
    if (failed) return 'finished';
    if (!this.#reply) {
      // The reply did not decode, but the daemon has opened the stream.
      this.#reply = { value: undefined as R };
      this.#abort();
    } else if (this.#abandoned) {
      this.#abort();
    }
    return 'waiting';
  }

  #receivePacket(message: Message): Progress {
    if (message.type !== MESSAGE_TYPE.stream) {
      throw new LibvirtProtocolError(
        'bad-value',
        `message of type ${message.type} for ${this.procedure.name}, expected stream data`,
      );
    }
    if (message.status === MESSAGE_STATUS.error) {
      this.#rejectWith(() => decodeRemoteError(this.procedure.name, message.payload));
      return 'finished';
    }
    if (message.status === MESSAGE_STATUS.ok) {
      this.#complete();
      return 'finished';
    }
    if (this.#closing) return 'waiting';
    if (message.payload.length === 0) {
      this.#closing = true;
      this.sendEnd(MESSAGE_STATUS.ok);
    } else if (!this.#body.append(message.payload)) {
      this.#result.reject(
        new LibvirtProtocolError(
          'limit-exceeded',
          `${this.procedure.name} answered more than the ${this.maxBytes} bytes allowed`,
        ),
      );
      this.#abort();
    }
    return 'waiting';
  }

  #complete(): void {
    if (this.#reply) this.#result.resolve({ reply: this.#reply.value, bytes: this.#body.take() });
  }

  #rejectWith(error: () => Error): void {
    try {
      this.#result.reject(error());
    } catch (undecodable) {
      this.#result.reject(undecodable);
    }
  }

  #abort(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#body.take();
    this.sendEnd(MESSAGE_STATUS.error);
  }
}

/** Collects bytes up to a limit. Its size follows what came, so that many tiny packets cost no more than few large ones. */
class GrowingBuffer {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  constructor(private readonly limit: number) {}

  /** False, and nothing taken, when that would be more than the limit. */
  append(chunk: Buffer): boolean {
    const length = this.#length + chunk.length;
    if (length > this.limit) return false;
    if (length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.limit, Math.max(length, 2 * this.#bytes.length)));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    chunk.copy(this.#bytes, this.#length);
    this.#length = length;
    return true;
  }

  /** All bytes; the buffer is empty afterwards. */
  take(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return bytes;
  }
}
