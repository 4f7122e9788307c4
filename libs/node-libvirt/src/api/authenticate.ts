import { LibvirtConnectionError } from '../errors';
import { procedures } from '../protocol/index';
import { AUTHENTICATION } from '../protocol/wire';
import { LibvirtError } from '../rpc/libvirt-error';
import type { RpcClient } from '../rpc/rpc-client';
import { SCRAM_MECHANISMS, ScramExchange, type SaslCredentials, type ScramMechanism } from '../sasl/scram';

export interface AuthenticationMeans {
  readonly sasl: SaslCredentials | undefined;
  /** False for a transport on which others may listen: proofs are not given there. */
  readonly isPrivate: boolean;
}

/**
 * The first exchange of every connection: AUTH_LIST, then nothing, AUTH_POLKIT or SASL with SCRAM.
 *
 * @throws LibvirtConnectionError `authentication-needed` when the daemon asks who we are and nobody said,
 *   `authentication-unsupported` when it wants something else, `authentication-refused` when polkit or SASL says no
 */
export async function authenticate(rpc: RpcClient, { sasl, isPrivate }: AuthenticationMeans): Promise<void> {
  const { types } = await rpc.call(procedures.authList, {});
  if (types.includes(AUTHENTICATION.none)) return;
  if (types.includes(AUTHENTICATION.polkit))
    return refusedBy('polkit', () => rpc.call(procedures.authPolkit, {}));
  if (!types.includes(AUTHENTICATION.sasl)) {
    throw new LibvirtConnectionError(
      'authentication-unsupported',
      `the daemon offers authentication of types [${types.join(', ')}], expected 0 (none), 1 (SASL) or 2 (polkit)`,
    );
  }
  if (!isPrivate) {
    const message =
      'the daemon asks for SASL over plain TCP, which would need an encryption of its own: use TLS';
    throw new LibvirtConnectionError('authentication-unsupported', message);
  }
  if (!sasl) {
    const message = 'the daemon asks by SASL who we are, and no user name and password were given';
    throw new LibvirtConnectionError('authentication-needed', message);
  }
  return refusedBy('SASL', () => authenticateBySasl(rpc, sasl));
}

async function authenticateBySasl(rpc: RpcClient, credentials: SaslCredentials): Promise<void> {
  const { mechanisms } = await rpc.call(procedures.authSaslInit, {});
  const offered = mechanisms.split(/[ ,]+/);
  const mechanism = (Object.keys(SCRAM_MECHANISMS) as ScramMechanism[]).find((name) =>
    offered.includes(name),
  );
  if (!mechanism) {
    const message = `the daemon offers SASL by ${mechanisms}, expected ${Object.keys(SCRAM_MECHANISMS).join(' or ')}`;
    throw new LibvirtConnectionError('authentication-unsupported', message);
  }
  const scram = new ScramExchange(mechanism, credentials);
  const asked = await rpc.call(procedures.authSaslStart, { mechanism, ...saslData(scram.first()) });
  const proved = await rpc.call(procedures.authSaslStep, saslData(scram.final(saslText(asked))));
  scram.verify(saslText(proved));
  // The daemon may want one more empty message after its proof.
  if (!proved.complete) await rpc.call(procedures.authSaslStep, { isNull: false, data: [] });
}

/** Bytes stand one in a word on libvirt's wire, as C's `char` does. */
function saslData(text: string): { isNull: boolean; data: number[] } {
  return { isNull: false, data: [...Buffer.from(text)] };
}

function saslText({ data }: { data: readonly number[] }): string {
  return Buffer.from(data.map((word) => word & 0xff))
    .toString('utf8')
    .replace(/\0+$/, '');
}

async function refusedBy(whom: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof LibvirtError)) throw error;
    throw new LibvirtConnectionError('authentication-refused', `${whom} refused: ${error.message}`, {
      cause: error,
    });
  }
}
