import type { Procedure } from '../protocol/index';
import { remoteError, type RemoteError } from '../protocol/types';
import { MESSAGE_STATUS, MESSAGE_TYPE } from '../protocol/wire';
import { encodeMessage } from '../rpc/message';
import { encodeValue } from '../xdr/codec';
import type { FakeClient } from './fake-client';

/** What a refusal says; the rest is filled in. */
export type Refusal = Partial<RemoteError> & { code: number };

/** A call that the fake daemon got, with everything a daemon may do about it, in any order and any number of times. */
export class FakeCall<A, R> {
  constructor(
    readonly procedure: Procedure<A, R>,
    readonly args: A,
    readonly serial: number,
    readonly client: FakeClient,
  ) {}

  /** Answers. */
  reply(value: R): void {
    this.#send(MESSAGE_TYPE.reply, MESSAGE_STATUS.ok, encodeValue(this.procedure.reply, value));
  }

  /** Answers with bytes that may be anything. */
  replyRaw(payload: Uint8Array, header: { type?: number; status?: number; serial?: number } = {}): void {
    const { type = MESSAGE_TYPE.reply, status = MESSAGE_STATUS.ok, serial = this.serial } = header;
    this.client.send(
      encodeMessage(
        { program: this.procedure.program, procedure: this.procedure.number, type, serial, status },
        payload,
      ),
    );
  }

  /** Says no. */
  refuse(refusal: Refusal): void {
    this.#send(MESSAGE_TYPE.reply, MESSAGE_STATUS.error, encodeRefusal(refusal));
  }

  /** Sends bytes of the call's stream; none ends the data. */
  stream(bytes: Uint8Array): void {
    this.#send(MESSAGE_TYPE.stream, MESSAGE_STATUS.continue, bytes);
  }

  /** Confirms the end of the call's stream. */
  confirmStream(): void {
    this.#send(MESSAGE_TYPE.stream, MESSAGE_STATUS.ok, Buffer.alloc(0));
  }

  /** Ends the call's stream with an error. */
  refuseStream(refusal: Refusal): void {
    this.#send(MESSAGE_TYPE.stream, MESSAGE_STATUS.error, encodeRefusal(refusal));
  }

  #send(type: number, status: number, payload: Uint8Array): void {
    this.replyRaw(payload, { type, status });
  }
}

/** The payload of an error reply. */
export function encodeRefusal(refusal: Refusal): Buffer {
  return encodeValue(remoteError, {
    domain: 7,
    message: `refused with ${refusal.code}`,
    level: 2,
    relatedDomain: null,
    str1: null,
    str2: null,
    str3: null,
    int1: 0,
    int2: 0,
    relatedNetwork: null,
    ...refusal,
  });
}
