import type { Bus } from '../platform/index';

/** Waits for something to be so; looks whenever anything was told inside the server. */
export async function untilTold<T>(bus: Bus, look: () => Promise<T | undefined>): Promise<T> {
  let wake: () => void = () => undefined;
  const stop = bus.hear(() => wake());
  try {
    for (;;) {
      const told = new Promise<void>((resolve) => (wake = resolve));
      const found = await look();
      if (found !== undefined) return found;
      await told;
    }
  } finally {
    stop();
  }
}
