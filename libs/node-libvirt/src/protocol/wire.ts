/** Numbers of the message header. Source: libvirt's `virnetprotocol.x`, `remote_protocol.x`, `virkeepaliveprotocol.x`. */
export const PROGRAM = { remote: 0x20008086, qemu: 0x20008087, keepalive: 0x6b656570 } as const;

/** Every program has one version so far. */
export const PROGRAM_VERSION = 1;

/** What a message is. The two with file descriptors are never sent here, and their arrival ends the connection. */
export const MESSAGE_TYPE = {
  call: 0,
  reply: 1,
  message: 2,
  stream: 3,
  callWithDescriptors: 4,
  replyWithDescriptors: 5,
  streamHole: 6,
} as const;

export const MESSAGE_STATUS = { ok: 0, error: 1, continue: 2 } as const;

/** Procedures of the keepalive program. */
export const KEEPALIVE = { ping: 1, pong: 2 } as const;

/** A feature number for CONNECT_SUPPORTS_FEATURE: whoever asks for it is pinged by the daemon, and must answer. */
export const FEATURE_KEEPALIVE = 10;

/** Kinds of authentication in the answer to AUTH_LIST. */
export const AUTHENTICATION = { none: 0, sasl: 1, polkit: 2 } as const;
