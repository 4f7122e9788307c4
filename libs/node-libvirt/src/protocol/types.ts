import { LibvirtArgumentError, LibvirtProtocolError } from '../errors';
import type { Codec, ValueOf } from '../xdr/codec';
import { array, optional, struct } from '../xdr/composites';
import { f64, flag, i32, i64, string, u32, u64, uuid } from '../xdr/scalars';
import { MAX_ADDRESSES, MAX_PARAMETERS, MAX_STRING_BYTES } from './limits';

/** Any text: a name, XML, a path. */
export const text = string(MAX_STRING_BYTES);
export const optionalText = optional(text);

/** A machine. The daemon finds it by `uuid`; `id` is -1 when it is off, and another one after each start. */
export const domain = struct({ name: text, uuid, id: i32 });
export type Domain = ValueOf<typeof domain>;

export const network = struct({ name: text, uuid });
export type Network = ValueOf<typeof network>;

export const networkFilter = struct({ name: text, uuid });
export type NetworkFilter = ValueOf<typeof networkFilter>;

export const storagePool = struct({ name: text, uuid });
export type StoragePool = ValueOf<typeof storagePool>;

/** A volume in a pool. For pools of files the key is the path. */
export const storageVolume = struct({ pool: text, name: text, key: text });
export type StorageVolume = ValueOf<typeof storageVolume>;

export const snapshot = struct({ name: text, domain });
export type Snapshot = ValueOf<typeof snapshot>;

const parameterKinds = {
  int: i32,
  uint: u32,
  llong: i64,
  ullong: u64,
  double: f64,
  boolean: flag,
  string: text,
} as const;
type ParameterKinds = typeof parameterKinds;

/** The value of a typed parameter, tagged with libvirt's name for its type. */
export type ParameterValue = {
  [K in keyof ParameterKinds]: { kind: K; value: ValueOf<ParameterKinds[K]> };
}[keyof ParameterKinds];

/** The tags by their number on the wire, less one. */
const KINDS = Object.keys(parameterKinds) as (keyof ParameterKinds)[];

const parameterValue: Codec<ParameterValue> = {
  encode: (writer, { kind, value }) => {
    const index = KINDS.indexOf(kind);
    if (index < 0)
      throw new LibvirtArgumentError(`parameter type "${kind}" given, expected ${KINDS.join(', ')}`);
    writer.uint32(index + 1);
    (parameterKinds[kind] as Codec<unknown>).encode(writer, value);
  },
  decode: (reader) => {
    const number = reader.uint32();
    const kind = KINDS[number - 1];
    if (kind === undefined) {
      throw new LibvirtProtocolError('bad-value', `parameter type ${number}, expected 1 to ${KINDS.length}`);
    }
    return { kind, value: parameterKinds[kind].decode(reader) } as ParameterValue;
  },
};

/** `virTypedParameter`: a name and a value that carries its own type. */
export const typedParameter = struct({ field: text, value: parameterValue });
export const typedParameters = array(typedParameter, MAX_PARAMETERS);
export type TypedParameter = ValueOf<typeof typedParameter>;

/** One machine's statistics. */
export const domainStatistics = struct({ domain, parameters: typedParameters });

const ipAddress = struct({ type: i32, address: text, prefix: u32 });

/** A network interface of a machine with its addresses. */
export const domainInterface = struct({
  name: text,
  hardwareAddress: optionalText,
  addresses: array(ipAddress, MAX_ADDRESSES),
});

/** A DHCP lease of a network. */
export const dhcpLease = struct({
  interface: text,
  expiryTime: i64,
  type: i32,
  mac: optionalText,
  iaid: optionalText,
  address: text,
  prefix: u32,
  hostname: optionalText,
  clientId: optionalText,
});

/** The payload of a reply with status 1. `str1` is the untranslated format, `message` the text to show. */
export const remoteError = struct({
  code: i32,
  domain: i32,
  message: optionalText,
  level: i32,
  relatedDomain: optional(domain),
  str1: optionalText,
  str2: optionalText,
  str3: optionalText,
  int1: i32,
  int2: i32,
  relatedNetwork: optional(network),
});
export type RemoteError = ValueOf<typeof remoteError>;
