import {
  LibvirtConnectionError,
  LibvirtError,
  type LibvirtErrorCode,
  LibvirtTimeoutError,
  LibvirtUriError,
} from 'node-libvirt';
import { DriverError, type DriverErrorCode } from '../../hypervisor-driver';

/** What libvirt's own codes mean to the broker; all others are `refused`, in the daemon's words. */
const BY_CODE: Partial<Record<LibvirtErrorCode, DriverErrorCode>> = {
  'no-domain': 'not-found',
  'no-storage-vol': 'not-found',
  'no-storage-pool': 'not-found',
  'operation-invalid': 'wrong-state',
  'no-connect': 'unreachable',
  'invalid-conn': 'unreachable',
  rpc: 'unreachable',
  'operation-timeout': 'timed-out',
  'resource-busy': 'timed-out',
  'no-support': 'unsupported',
  'config-unsupported': 'unsupported',
  'operation-unsupported': 'unsupported',
  'argument-unsupported': 'unsupported',
};

/**
 * Says a failure of libvirt in the words of the driver port: the only place that knows both.
 *
 * @param doing - what was tried, for the log: `starting cs101-k3f9`
 */
export function translateFault(error: unknown, doing: string): DriverError {
  if (error instanceof DriverError) return error;
  const message = `${doing}: ${wordsOf(error)}`;
  if (error instanceof LibvirtTimeoutError) {
    const outcome = error.outcome === 'unknown' ? 'unknown' : 'failed';
    return new DriverError('timed-out', message, { cause: error, outcome });
  }
  if (error instanceof LibvirtConnectionError) {
    const outcome = error.outcome === 'unknown' ? 'unknown' : 'failed';
    return new DriverError('unreachable', message, { cause: error, outcome });
  }
  if (error instanceof LibvirtUriError) return new DriverError('unreachable', message, { cause: error });
  if (error instanceof LibvirtError) {
    return new DriverError(BY_CODE[error.code] ?? 'refused', message, { cause: error });
  }
  return new DriverError('refused', message, { cause: error });
}

/** Why a connection was lost, its cause knows best: what ssh said, or the system. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isToldByCause = error instanceof LibvirtConnectionError && error.cause instanceof Error;
  return isToldByCause ? `${error.message}: ${(error.cause as Error).message}` : error.message;
}

/** True for an answer of the daemon with this code. */
export function isLibvirtError(error: unknown, code: LibvirtErrorCode): boolean {
  return error instanceof LibvirtError && error.code === code;
}
