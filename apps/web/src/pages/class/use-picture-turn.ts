import { useEffect, useState } from 'react';

/** Every picture is asked for again after this many turns of a second. */
export const TURNS = 5;

/**
 * A count that goes up each second while the page is looked at. Each tile asks for its picture in its own turn of five,
 * so that a wall never asks for all of them at once.
 */
export function usePictureTurn(): number {
  const [turn, setTurn] = useState(now);
  useEffect(() => {
    const next = () => {
      if (document.visibilityState === 'visible') setTurn(now());
    };
    const timer = setInterval(next, 1_000);
    document.addEventListener('visibilitychange', next);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', next);
    };
  }, []);
  return turn;
}

/** The tick of the tile at a place of the wall. */
export function tickOf(turn: number, place: number): number {
  return Math.floor((turn + (place % TURNS)) / TURNS);
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
