import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

// Put before a server by `node --import`, so that the server itself is the one that is shipped: says over the channel
// to whoever started it how long its loop ever stood still.
const FINEST_MS = 1;
if (isMainThread && process.send) {
  const delays = monitorEventLoopDelay({ resolution: FINEST_MS });
  delays.enable();
  process.on('message', (asked) => {
    if (asked === 'begin') {
      delays.reset();
      process.send?.({ begun: true });
    }
    if (asked === 'read') {
      process.send?.({ longestMs: delays.max / 1e6, p99Ms: delays.percentile(99) / 1e6 });
    }
  });
  process.channel?.unref();
}
