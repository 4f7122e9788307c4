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
 * A call that is answered by a reply and a stream of bytes. The daemon starts both at once, so that the first bytes may
 * overtake the reply.
 *
 * The daemon ends the data with an empty packet; the client confirms with an empty packet of status ok, and the daemon
 * answers that. Until then it keeps the stream, so that too large or abandoned ones are aborted here, not ignored.
 */
export class DownloadCall<R> implements PendingCall {
  readonly #result = deferred<Download<R>>();
  readonly answer = this.#result.promise;
  readonly #body: GrowingBuffer;
  #replied = false;
  #reply: { value: R } | undefined;
  /** How this side wants to end the stream; sent once the reply is there. */
  #wanted: 'finish' | 'abort' | undefined;
  #requested = false;
  #ended = false;

  constructor(
    readonly procedure: Procedure<unknown, R>,
    readonly request: Buffer,
    private readonly maxBytes: number,
    private readonly sendEnd: SendStreamEnd,
  ) {
    this.#body = new GrowingBuffer(maxBytes);
  }

  receive(message: Message): Progress {
    if (message.type === MESSAGE_TYPE.stream) this.#receivePacket(message);
    else this.#receiveReply(message);
    if (!this.#replied || !this.#ended) return 'waiting';
    if (this.#reply) this.#result.resolve({ reply: this.#reply.value, bytes: this.#body.take() });
    return 'finished';
  }

  fail(error: Error): void {
    this.#result.reject(error);
    this.#end('abort');
  }

  #receiveReply(message: Message): void {
    if (this.#replied) {
      throw new LibvirtProtocolError('bad-value', `second reply to ${this.procedure.name}, expected one`);
    }
    this.#replied = true;
    settleReply(
      this.procedure,
      message,
      (value) => (this.#reply = { value }),
      (error) => this.#result.reject(error),
    );
    // A call that failed has no stream. One whose reply does not decode has, and nobody will read it.
    if (message.status === MESSAGE_STATUS.error) this.#ended = true;
    else if (!this.#reply) this.#end('abort');
    this.#requestEnd();
  }

  #receivePacket(message: Message): void {
    if (this.#ended) {
      throw new LibvirtProtocolError('bad-value', `stream data of ${this.procedure.name} after its end`);
    }
    if (message.status === MESSAGE_STATUS.error) {
      this.#ended = true;
      this.#reject(() => decodeRemoteError(this.procedure.name, message.payload));
    } else if (message.status === MESSAGE_STATUS.ok) {
      this.#ended = true;
    } else if (message.payload.length === 0) {
      this.#end('finish');
    } else if (this.#wanted === undefined && !this.#body.append(message.payload)) {
      this.#reject(
        () =>
          new LibvirtProtocolError(
            'limit-exceeded',
            `${this.procedure.name} answered more than the ${this.maxBytes} bytes allowed`,
          ),
      );
      this.#end('abort');
    }
  }

  #end(wanted: 'finish' | 'abort'): void {
    this.#wanted ??= wanted;
    if (wanted === 'abort') this.#body.take();
    this.#requestEnd();
  }

  #requestEnd(): void {
    if (!this.#wanted || this.#requested || !this.#replied || this.#ended) return;
    this.#requested = true;
    this.sendEnd(this.#wanted === 'finish' ? MESSAGE_STATUS.ok : MESSAGE_STATUS.error);
  }

  #reject(error: () => Error): void {
    try {
      this.#result.reject(error());
    } catch (undecodable) {
      this.#result.reject(undecodable);
    }
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
