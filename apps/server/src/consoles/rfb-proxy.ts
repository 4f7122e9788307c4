import { type Duplex, PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ClientMessageFilter, RfbError } from '@virlab/rfb';

/** How a console's copying ended. */
export type ProxyEnd = 'display' | 'viewer' | 'fault';

/** What went through: bytes for the record, and the messages of a person's hand. */
export interface ProxyCount {
  toViewer: number;
  toDisplay: number;
  inputs: number;
}

/**
 * Copies both ways between a display and a viewer until one of them ends. Whoever is slow makes the other wait, by the
 * streams' own back-pressure, so that little is ever held. What the viewer sends is cut into messages, and only what
 * its mode allows goes on. `count` is kept up to date. Both streams are destroyed at the end.
 */
export async function proxyRfb(
  display: Duplex,
  viewer: Duplex,
  mode: 'control' | 'view',
  count: ProxyCount,
): Promise<ProxyEnd> {
  const filter = new ClientMessageFilter(mode);
  const allowed = new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        const passed = filter.push(chunk);
        count.toDisplay += passed.length;
        count.inputs = filter.inputCount;
        done(null, passed);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  const counted = new PassThrough();
  counted.on('data', (chunk: Buffer) => (count.toViewer += chunk.length));

  const outward = pipeline(display, counted, viewer).then<ProxyEnd>(() => 'display');
  const inward = pipeline(viewer, allowed, display).then<ProxyEnd>(() => 'viewer');
  return Promise.race([
    outward.catch((): ProxyEnd => (viewer.destroyed && !display.destroyed ? 'viewer' : 'display')),
    inward.catch((error: unknown): ProxyEnd => {
      if (error instanceof RfbError) return 'fault';
      return viewer.destroyed && !display.destroyed ? 'viewer' : 'display';
    }),
  ]);
}
