/** The seven words before every payload. */
export const HEADER_BYTES = 28;

/** The largest payload of any libvirt release (older ones stop at 16 MiB): more means that framing is lost. */
export const MAX_PAYLOAD_BYTES = 32 * 1024 * 1024;

/** A whole message with its header. */
export const MAX_MESSAGE_BYTES = HEADER_BYTES + MAX_PAYLOAD_BYTES;

/** The longest string the daemon sends or takes. */
export const MAX_STRING_BYTES = 4 * 1024 * 1024;

/** The most domains, pools, volumes, networks or leases in one answer. */
export const MAX_LIST_ITEMS = 16_384;

/** The most parameters of one record of statistics: a domain with hundreds of disks stays well below. */
export const MAX_PARAMETERS = 16_384;

/** The most kinds of authentication a daemon offers. */
export const MAX_AUTHENTICATIONS = 20;

/** The most figures of a host in one answer (libvirt's REMOTE_NODE_CPU_STATS_MAX). */
export const MAX_HOST_STATISTICS = 1_024;

/** The most bytes of one SASL message (libvirt's REMOTE_AUTH_SASL_DATA_MAX). */
export const MAX_SASL_BYTES = 65_536;

/** The most keys pressed by one DOMAIN_SEND_KEY. */
export const MAX_KEYS = 16;

/** The most addresses of one network interface. */
export const MAX_ADDRESSES = 2048;

/** The calls of one connection that a daemon serves at a time by default, minus one that is left for quick answers. */
export const SAFE_CALLS_IN_FLIGHT = 4;
