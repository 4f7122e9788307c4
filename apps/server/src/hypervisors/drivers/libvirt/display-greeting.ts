import type { HostSide } from '../host-side/index';

/** The first bytes of every RFB server (RFC 6143 section 7.1.1). */
const RFB = Buffer.from('RFB ');

/** A display that takes longer is not there yet; on a host elsewhere the way there is part of it. */
const DEADLINE_MS = 3_000;

/** True when a display behind a UNIX socket says the RFB greeting. */
export async function displayAnswers(side: HostSide, path: string): Promise<boolean> {
  const display = await side.connect(path, 'glance');
  return new Promise((resolve) => {
    const settle = (answer: boolean) => {
      clearTimeout(deadline);
      display.destroy();
      resolve(answer);
    };
    const deadline = setTimeout(() => settle(false), DEADLINE_MS);
    display.once('data', (chunk: Buffer) => settle(chunk.subarray(0, RFB.length).equals(RFB)));
    display.on('error', () => settle(false));
    display.once('end', () => settle(false));
    display.once('close', () => settle(false));
  });
}
