import type { Codec } from '../xdr/codec';
import { struct, type Fields, type StructOf } from '../xdr/composites';
import { PROGRAM } from './wire';

/** One row of the protocol: what to send, and what comes back. */
export interface Procedure<A, R> {
  readonly program: number;
  readonly number: number;
  /** libvirt's name, without `REMOTE_PROC_`. */
  readonly name: string;
  readonly args: Codec<A>;
  readonly reply: Codec<R>;
}

/** A procedure of the main program. Fields stand in the order of the wire. */
export function procedure<A extends Fields, R extends Fields>(
  number: number,
  name: string,
  args: A,
  reply: R,
): Procedure<StructOf<A>, StructOf<R>> {
  return { program: PROGRAM.remote, number, name, args: struct(args), reply: struct(reply) };
}

/** One row of the messages that the daemon sends by itself. */
export interface EventMessage<P> {
  readonly program: number;
  readonly number: number;
  readonly name: string;
  /** What to ask for with a `…_REGISTER_ANY` call. */
  readonly eventId: number;
  readonly payload: Codec<P>;
}

/** A message of the main program. Its first field is always the id of the registration it answers. */
export function eventMessage<P extends Fields>(
  number: number,
  name: string,
  eventId: number,
  payload: P,
): EventMessage<StructOf<P>> {
  return { program: PROGRAM.remote, number, name, eventId, payload: struct(payload) };
}
