/** What the header of a qcow2 image says (QEMU, docs/interop/qcow2.txt). */
export interface Qcow2Header {
  version: 2 | 3;
  /** Size of the disk that a guest sees. */
  virtualBytes: number;
  /** The image that this one stands on, as it is written there; null when it stands alone. */
  backingFile: string | null;
  /** True when the guest's data lie in another file, which the header names. */
  hasExternalData: boolean;
  isEncrypted: boolean;
  /** True when QEMU found it damaged. */
  isCorrupt: boolean;
}

/** The header and the name of the backing file lie in the first cluster, whose default size this is. */
export const QCOW2_HEADER_BYTES = 65_536;

const MAGIC = 0x51_46_49_fb;
const LEAST_BYTES = { 2: 72, 3: 104 } as const;
/** The longest name that QEMU takes. */
const LONGEST_NAME = 1_023;
const INCOMPATIBLE = { corrupt: 1n << 1n, externalData: 1n << 2n } as const;
/** Dirty, corrupt, external data, compression, extended L2: a bit above is one that nobody here knows. */
const KNOWN = 0b1_1111n;

/** Reads the header of an image from its first bytes; null when they are none that QEMU would take. */
export function readQcow2Header(bytes: Buffer): Qcow2Header | null {
  if (bytes.length < LEAST_BYTES[2] || bytes.readUInt32BE(0) !== MAGIC) return null;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return null;
  if (bytes.length < LEAST_BYTES[version]) return null;
  const features = version === 3 ? bytes.readBigUInt64BE(72) : 0n;
  if ((features & ~KNOWN) !== 0n) return null;
  const backingFile = backingFileOf(bytes);
  if (backingFile === undefined) return null;
  return {
    version,
    virtualBytes: Number(bytes.readBigUInt64BE(24)),
    backingFile,
    hasExternalData: (features & INCOMPATIBLE.externalData) !== 0n,
    isEncrypted: bytes.readUInt32BE(32) !== 0,
    isCorrupt: (features & INCOMPATIBLE.corrupt) !== 0n,
  };
}

/** Undefined when the header points beyond what was read, or at a name that is too long. */
function backingFileOf(bytes: Buffer): string | null | undefined {
  const offset = bytes.readBigUInt64BE(8);
  if (offset === 0n) return null;
  const length = bytes.readUInt32BE(16);
  if (length === 0 || length > LONGEST_NAME || offset + BigInt(length) > BigInt(bytes.length))
    return undefined;
  return bytes.toString('utf8', Number(offset), Number(offset) + length);
}
