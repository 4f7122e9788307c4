import { type Duplex, PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ProxyCount, ProxyEnd } from './rfb-proxy';

/** What a terminal answers by itself when a program asks where the cursor stands or what it is (ECMA-48 8.3.14, 8.3.35). */
const REPORTS = /\u001b\[[?>]?[\d;]*[Rcn]/g;

/**
 * Copies both ways between a text console and a viewer until one of them ends; bytes are not looked into. Whoever is
 * slow makes the other wait. In mode `view` nothing of the viewer's goes on. `count` is kept up to date: what a terminal
 * answers by itself is no sign of a person. Both streams are destroyed at the end.
 */
export async function proxyText(
  display: Duplex,
  viewer: Duplex,
  mode: 'control' | 'view',
  count: ProxyCount,
): Promise<ProxyEnd> {
  const allowed = new Transform({
    transform(chunk: Buffer, _, done) {
      if (mode === 'view') return done();
      count.toDisplay += chunk.length;
      if (chunk.toString('latin1').replace(REPORTS, '') !== '') count.inputs += 1;
      done(null, chunk);
    },
  });
  const counted = new PassThrough();
  counted.on('data', (chunk: Buffer) => (count.toViewer += chunk.length));
  const outward = pipeline(display, counted, viewer).then<ProxyEnd>(() => 'display');
  const inward = pipeline(viewer, allowed, display).then<ProxyEnd>(() => 'viewer');
  const whoLeft = (): ProxyEnd => (viewer.destroyed && !display.destroyed ? 'viewer' : 'display');
  return Promise.race([outward.catch(whoLeft), inward.catch(whoLeft)]);
}
