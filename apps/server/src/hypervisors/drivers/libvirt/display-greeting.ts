import { connect } from 'node:net';

/** The first bytes of every RFB server (RFC 6143 section 7.1.1). */
const RFB = Buffer.from('RFB ');

/** A display that takes longer is not there yet. */
const DEADLINE_MS = 1_000;

/** True when a display behind a UNIX socket says the RFB greeting. */
export function displayAnswers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(DEADLINE_MS, () => settle(false));
    socket.once('data', (chunk) => settle(chunk.subarray(0, RFB.length).equals(RFB)));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}
