/** Users 0 to 65535 of a container, as the kernel counts them in a user namespace of one range. */
export const IDS_OF_CONTAINER = 65_536;

/**
 * Where the ranges of containers begin, and how many there are: numbers that no system gives to people or services
 * (systemd.io/UIDS-GIDS, "unused": 1,879,048,192 to 2,147,352,575), rounded inwards to whole ranges.
 */
const FIRST_RANGE = 28_673;
const RANGES = 4_000;

/**
 * The user (and group) of the host that root of a machine's container is: nobody who can do anything there. It follows
 * from the id, so that a tree and its container always agree; two machines rarely share a range, and then only with each
 * other.
 *
 * @param machineId - RFC 9562
 */
export function firstIdOf(machineId: string): number {
  const digits = machineId.replaceAll('-', '');
  // The end of an id is random in every version in use; its beginning may be the time.
  return (FIRST_RANGE + (Number.parseInt(digits.slice(-12), 16) % RANGES)) * IDS_OF_CONTAINER;
}
