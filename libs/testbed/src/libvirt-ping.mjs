import net from 'node:net';

/** The greeting that needs no rights: REMOTE_PROC_AUTH_LIST of libvirt's remote protocol (remote_protocol.x). */
const REMOTE_PROGRAM = 0x2000_8086;
const REMOTE_PROTOCOL_VERSION = 1;
const REMOTE_PROC_AUTH_LIST = 66;
const TYPE_CALL = 0;
const STATUS_OK = 0;
const SERIAL = 1;
const DEADLINE_MS = 5_000;

/**
 * Asks a libvirt daemon for its ways to authenticate. A daemon that is still opening its drivers accepts the
 * connection but answers nothing, so an answer is the sign that it is ready.
 *
 * @param {string} socketPath
 * @returns {Promise<true>}
 * @throws when nobody listens, or no answer comes within 5 s
 */
export function pingLibvirt(socketPath) {
  const words = [
    0,
    REMOTE_PROGRAM,
    REMOTE_PROTOCOL_VERSION,
    REMOTE_PROC_AUTH_LIST,
    TYPE_CALL,
    SERIAL,
    STATUS_OK,
  ];
  const call = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => call.writeUInt32BE(word, index * 4));
  call.writeUInt32BE(call.length, 0);
  return new Promise((resolve, reject) => {
    const socket = net.connect(socketPath);
    socket.setTimeout(DEADLINE_MS, () =>
      socket.destroy(new Error(`no answer on ${socketPath} within ${DEADLINE_MS} ms`)),
    );
    socket.once('error', reject);
    socket.once('connect', () => socket.write(call));
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('close', () => reject(new Error(`${socketPath} was closed without an answer`)));
  });
}
