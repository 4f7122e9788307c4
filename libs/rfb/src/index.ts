export { ClientMessageFilter } from './client-messages/client-messages';
export type { ServerInit } from './handshake/server-init';
export { type DisplayHandshake, shakeHandsWithDisplay } from './handshake/with-display';
export { shakeHandsWithViewer } from './handshake/with-viewer';
export { RfbError, type RfbErrorCode } from './rfb-error';
