/** What this run started and has not ended yet, latest last. @type {Set<() => Promise<unknown>>} */
const started = new Set();

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
  return once;
}

/** Ends everything that was started, when somebody ends the run: nothing outlives it. */
export function stopAllOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      console.error(`ended by ${signal}`);
      void Promise.allSettled([...started].reverse().map((stop) => stop())).then(() => process.exit(130));
    });
  }
}
