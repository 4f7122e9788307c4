/** The tile that an arrow key leads to from another, by where they stand on the screen. */
export function nextTile(tile: HTMLElement, key: string): HTMLElement | undefined {
  const tiles = [...(tile.parentElement?.children ?? [])] as HTMLElement[];
  const at = tiles.indexOf(tile);
  switch (key) {
    case 'ArrowLeft':
      return tiles[at - 1];
    case 'ArrowRight':
      return tiles[at + 1];
    case 'Home':
      return tiles[0];
    case 'End':
      return tiles.at(-1);
    case 'ArrowUp':
      return nearest(tile, tiles.slice(0, at).reverse());
    case 'ArrowDown':
      return nearest(tile, tiles.slice(at + 1));
    default:
      return undefined;
  }
}

/** The first tile of another row in the same column. */
function nearest(tile: HTMLElement, others: readonly HTMLElement[]): HTMLElement | undefined {
  const { left, top } = tile.getBoundingClientRect();
  return others.find((other) => {
    const place = other.getBoundingClientRect();
    return place.top !== top && Math.abs(place.left - left) < 2;
  });
}
