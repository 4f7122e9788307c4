import type { ProviderListing } from '../federation/index';

type Logo = ProviderListing['logos'][number];

/** The box that a logo is shown in is 36 px; screens have up to three points a pixel. */
const BEST_HEIGHT = 72;
/** Wider than this it would be unreadable in a square box. */
const WIDEST = 1.6;

/** The logo that suits a small square best: nearly square ones first, then by size; undefined when there is none. */
export function chooseLogo(logos: readonly Logo[]): Logo | undefined {
  return logos.reduce<Logo | undefined>(
    (best, logo) => (best === undefined || distance(logo) < distance(best) ? logo : best),
    undefined,
  );
}

function distance({ width, height }: Logo): number {
  if (!width || !height) return 1_000;
  const ratio = Math.max(width / height, height / width);
  return (ratio > WIDEST ? 10_000 * ratio : 0) + Math.abs(height - BEST_HEIGHT);
}
