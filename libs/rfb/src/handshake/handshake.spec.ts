import { connect } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Duplex, PassThrough } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startTestDisplay, TEST_SERVER_INIT, type TestDisplay } from '../testing/test-display';
import { answerChallenge } from '../security/vnc-authentication';
import { shakeHandsWithDisplay } from './with-display';
import { shakeHandsWithViewer } from './with-viewer';

const directory = mkdtempSync('/tmp/virlab-rfb-');
afterAll(() => rmSync(directory, { recursive: true }));
const deadlineMilliseconds = 2_000;

/** Two ends of one pipe. */
function pipe(): [Duplex, Duplex] {
  const [there, back] = [new PassThrough(), new PassThrough()];
  return [Duplex.from({ readable: there, writable: back }), Duplex.from({ readable: back, writable: there })];
}

describe('the handshake with a display', () => {
  let display: TestDisplay | undefined;
  afterEach(() => display?.close());

  it('should learn the screen and always ask to share it', async () => {
    display = await startTestDisplay(`${directory}/good`);
    const socket = connect(display.path);
    const { init, early } = await shakeHandsWithDisplay(socket, { deadlineMilliseconds });
    expect(init).toMatchObject({ width: 4, height: 2, name: 'test', bytes: TEST_SERVER_INIT });
    expect(early.length).toBe(0);
    expect(display.shared).toEqual([1]);
    socket.destroy();
  });

  it.each([
    ['not-rfb', 'HTTP/1.1 400'],
    ['version', 'RFB 003.003\n'],
  ])('should refuse what is no display of ours: %s', async (code, greeting) => {
    display = await startTestDisplay(`${directory}/${code}`, { greeting });
    const socket = connect(display.path);
    await expect(shakeHandsWithDisplay(socket, { deadlineMilliseconds })).rejects.toMatchObject({ code });
    socket.destroy();
  });

  it('should give up at the deadline', async () => {
    const [near] = pipe();
    await expect(shakeHandsWithDisplay(near, { deadlineMilliseconds: 20 })).rejects.toMatchObject({
      code: 'deadline',
    });
  });

  it('should answer the challenge of VNC authentication as the reference implementation does', () => {
    // Single DES of zeros under "password" with the bits of each byte reversed, by OpenSSL's legacy provider.
    expect(answerChallenge(Buffer.alloc(16), 'password').toString('hex')).toBe(
      'ff97502e9422f089ff97502e9422f089',
    );
  });
});

describe('the handshake with a viewer', () => {
  it('should offer no security but None and then the screen', async () => {
    const [ours, viewer] = pipe();
    const init = { width: 4, height: 2, name: 'test', bytes: TEST_SERVER_INIT };
    const done = shakeHandsWithViewer(ours, init, { deadlineMilliseconds });
    viewer.write('RFB 003.008\n');
    viewer.write(Buffer.from([1]));
    viewer.write(Buffer.from([0, 3]));
    expect((await done).toString('hex')).toBe('03');
    const sent: Buffer[] = [];
    viewer.on('data', (chunk: Buffer) => sent.push(chunk));
    ours.end();
    await once(viewer, 'end');
    expect(Buffer.concat(sent)).toEqual(
      Buffer.concat([Buffer.from('RFB 003.008\n'), Buffer.from([1, 1]), Buffer.alloc(4), TEST_SERVER_INIT]),
    );
  });

  it('should refuse another security type', async () => {
    const [ours, viewer] = pipe();
    viewer.write('RFB 003.008\n');
    viewer.write(Buffer.from([2]));
    const init = { width: 4, height: 2, name: 'test', bytes: TEST_SERVER_INIT };
    await expect(shakeHandsWithViewer(ours, init, { deadlineMilliseconds })).rejects.toMatchObject({
      code: 'security',
    });
  });
});
