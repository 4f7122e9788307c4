import { NodeLibvirtError } from '../errors';
import { errorName, errorSource, type LibvirtErrorCode } from '../protocol/error-names';
import { remoteError, type Domain, type Network, type RemoteError } from '../protocol/types';
import { decodeValue } from '../xdr/codec';

/** The daemon carried a call out to the point where it had to say no. */
export class LibvirtError extends NodeLibvirtError {
  /** Stable name of the error, such as `no-domain` or `operation-invalid`. */
  readonly code: LibvirtErrorCode;
  /** libvirt's number for it (`virErrorNumber`). */
  readonly number: number;
  /** Which part of libvirt complained, such as `qemu`; its number is `sourceNumber`. */
  readonly source: string;
  readonly sourceNumber: number;
  readonly level: 'warning' | 'error';
  /** The libvirt procedure, such as `DOMAIN_SHUTDOWN`. */
  readonly procedure: string;
  readonly domain: Domain | null;
  readonly network: Network | null;

  constructor(procedure: string, remote: RemoteError) {
    super(remote.message ?? `libvirt error ${remote.code} without a message`);
    this.code = errorName(remote.code);
    this.number = remote.code;
    this.source = errorSource(remote.domain);
    this.sourceNumber = remote.domain;
    this.level = remote.level === 1 ? 'warning' : 'error';
    this.procedure = procedure;
    this.domain = remote.relatedDomain;
    this.network = remote.relatedNetwork;
  }
}

/**
 * The error that a reply with status 1 carries.
 *
 * @throws LibvirtProtocolError when the payload is none
 */
export function decodeRemoteError(procedure: string, payload: Buffer): LibvirtError {
  return new LibvirtError(procedure, decodeValue(remoteError, payload));
}
