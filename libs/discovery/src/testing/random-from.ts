/** Numbers below a bound that look random and are the same for the same seed (a multiplicative generator, Park-Miller). */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
