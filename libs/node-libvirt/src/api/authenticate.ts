import { LibvirtConnectionError } from '../errors';
import { procedures } from '../protocol/index';
import { AUTHENTICATION } from '../protocol/wire';
import { LibvirtError } from '../rpc/libvirt-error';
import type { RpcClient } from '../rpc/rpc-client';

/**
 * The first exchange of every connection: AUTH_LIST, then nothing or AUTH_POLKIT.
 *
 * @throws LibvirtConnectionError `authentication-unsupported` when the daemon wants something else (SASL),
 *   `authentication-refused` when polkit says no
 */
export async function authenticate(rpc: RpcClient): Promise<void> {
  const { types } = await rpc.call(procedures.authList, {});
  if (types.includes(AUTHENTICATION.none)) return;
  if (!types.includes(AUTHENTICATION.polkit)) {
    throw new LibvirtConnectionError(
      'authentication-unsupported',
      `the daemon offers authentication of types [${types.join(', ')}], expected 0 (none) or 2 (polkit)`,
    );
  }
  try {
    await rpc.call(procedures.authPolkit, {});
  } catch (error) {
    if (!(error instanceof LibvirtError)) throw error;
    const message = `polkit refused: ${error.message}`;
    throw new LibvirtConnectionError('authentication-refused', message, { cause: error });
  }
}
