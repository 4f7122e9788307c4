export { LibvirtConnection, type ConnectOptions } from './api/libvirt-connection';
export { KeptConnection, type OpenConnection } from './keep/kept-connection';
export { KeptPair, type KeptPairOptions } from './keep/kept-pair';
export { keepListening, type Listener } from './keep/keep-listening';
export { Domains, type DomainInterface, type Screenshot } from './api/domains';
export { DomainCatalogue } from './api/domain-catalogue';
export type {
  DomainInfo,
  DomainStatistics,
  DomainStatus,
  MetadataSelector,
  StatisticsValue,
} from './api/domain-catalogue';
export type { DomainRef } from './api/domain-ref';
export { StoragePools, type PoolInfo, type PoolState } from './api/storage-pools';
export { StorageVolumes, type VolumeInfo, type VolumeType } from './api/storage-volumes';
export { Networks, type DhcpLease } from './api/networks';
export { NetworkFilters } from './api/network-filters';
export { Host, type HostInfo } from './api/host';
export { DomainEvents } from './api/domain-events';
export type {
  AgentEvent,
  BalloonEvent,
  BlockJobEvent,
  DeviceEvent,
  DomainEventName,
  DomainEventPayload,
  EventScope,
  GraphicsAddress,
  GraphicsEvent,
  IoErrorEvent,
  JobEvent,
  LifecycleEvent,
  MetadataEvent,
  RebootEvent,
} from './api/domain-events';
export type { StopListening } from './api/event-router';
export { NetworkEvents, type NetworkEvent } from './api/network-events';
export { Snapshots, type SnapshotRef } from './api/snapshots';
export { StoragePoolEvents, type StoragePoolEvent } from './api/storage-pool-events';

export {
  LibvirtArgumentError,
  LibvirtConnectionError,
  LibvirtProtocolError,
  LibvirtTimeoutError,
  LibvirtUriError,
  NodeLibvirtError,
} from './errors';
export type { CallOutcome, ConnectionErrorCode, ProtocolErrorCode, UriErrorCode } from './errors';
export { LibvirtError } from './rpc/libvirt-error';
export type { LibvirtErrorCode } from './protocol/error-names';
export type { CallOptions, ClosedReason } from './rpc/rpc-client';
export type { ByteStream } from './rpc/stream-call';

export {
  nameOfAddress,
  parseConnectionUri,
  type ConnectionUri,
  type ConnectionUriOptions,
  type DaemonAddress,
  type TcpAddress,
  type TlsAddress,
  type UnixAddress,
} from './transport/connection-uri';
export { dialAddress } from './transport/dial-address';
export { dialSsh, sshArguments } from './transport/ssh';
export { shellWord, type SshAddress } from './transport/ssh-address';
export { dialTcp } from './transport/tcp';
export { dialTls, type TlsCredentials } from './transport/tls';
export type { SaslCredentials } from './sasl/scram';
export type { Dialer, Transport, TransportListener } from './transport/transport';
export { dialUnix } from './transport/unix';

export * from './protocol/flags';
export { eventMessages, procedures } from './protocol/index';
export type {
  Domain,
  EventMessage,
  Network,
  NetworkFilter,
  Procedure,
  Snapshot,
  StoragePool,
  StorageVolume,
  TypedParameter,
} from './protocol/index';
export type { DomainState } from './protocol/domain-states';
export type {
  AddressFamily,
  AgentState,
  GraphicsPhase,
  IoErrorAction,
  LifecycleEventName,
  MetadataKind,
  NetworkEventName,
  PoolEventName,
} from './protocol/domain-events';
