import { RfbError } from '../rfb-error';

/** The one version we speak (RFC 6143 section 7.1.1); every display made since 2007 does. */
export const VERSION_3_8 = 'RFB 003.008\n';
export const VERSION_BYTES = 12;

/** Checks a ProtocolVersion message. A display may offer a higher one; we answer 3.8. */
export function checkVersion(bytes: Buffer): void {
  const match = /^RFB (\d{3})\.(\d{3})\n$/.exec(bytes.toString('latin1'));
  if (!match) throw new RfbError('not-rfb', `${JSON.stringify(bytes.toString('latin1'))} is no RFB version`);
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major < 3 || (major === 3 && minor < 8))
    throw new RfbError('version', `RFB ${major}.${minor}, at least 3.8 expected`);
}
