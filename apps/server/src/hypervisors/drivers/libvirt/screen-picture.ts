import { DriverError } from '../../hypervisor-driver';

/**
 * A picture of the hypervisor, when it is one that can be read. QEMU gives PPM (netpbm.sourceforge.net/doc/ppm.html, `P6`,
 * 8 bits a channel), newer ones PNG.
 *
 * @throws DriverError `unsupported`
 */
export function checkPicture(bytes: Uint8Array, mime: string): Uint8Array {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return bytes;
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  const [width, height] = [Number(header?.[1]), Number(header?.[2])];
  if (!header || bytes.length < header[0].length + width * height * 3) {
    throw new DriverError('unsupported', `the screen came as ${mime}, expected PNG or PPM (P6, 8 bits)`);
  }
  return bytes;
}
