/** What this run started and has not ended yet, latest last. @type {Set<() => Promise<unknown>>} */
const started = new Set();
let isEnding = false;

/**
 * Remembers how to end something that was started, for the case that the run itself is ended.
 *
 * @param {() => Promise<unknown>} stop
 * @returns {() => Promise<unknown>} ends it, and forgets it
 */
export function untilStopped(stop) {
  const once = async () => {
    if (started.delete(once)) await stop();
  };
  started.add(once);
  // What was on its way when the run was ended is ended as soon as it is there.
  if (isEnding) void once();
  return once;
}

/** Ends everything that was started, when somebody ends the run: nothing outlives it. */
export function stopAllOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C comes twice, from the terminal and from npm.
      if (isEnding) return;
      isEnding = true;
      console.error(`ended by ${signal}`);
      void stopAll().then(() => process.exit(130));
    });
  }
}

async function stopAll() {
  while (started.size > 0) await Promise.allSettled([...started].reverse().map((stop) => stop()));
}
