import { ApiError } from '@virlab/api-client';
import type { Machine } from '@virlab/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { keys } from '../../data/keys';
import { openConsole } from '../../data/machines';
import { BEGIN, type Cause, type ConsoleLife, nextLife } from './console-life';
import type { ConsoleScreen, ConsoleScreenOptions } from './console-screen';
import { loadRfb, openScreen } from './rfb-screen';

export interface ConsoleHandle {
  life: ConsoleLife;
  /** The tools of the open screen; undefined while there is none. */
  screen: ConsoleScreen | undefined;
  /** Where the viewer puts what it draws. */
  host: RefObject<HTMLDivElement | null>;
  /** Where the last picture is kept while there is no connection. */
  lastPicture: RefObject<HTMLCanvasElement | null>;
  /** Does not wait for the next try. */
  tryNow: () => void;
  /** Opens again after a close. */
  openAgain: () => void;
}

/** The terminal is fetched when a text console is first opened. */
const loadText = () => import('./text-screen');

/** Opens what the ticket is for into `host`. Returns how to leave it. */
async function openInto(host: HTMLElement, options: ConsoleScreenOptions): Promise<() => void> {
  if (options.ticket.display === 'picture') return openScreen(host, options);
  const { openTextScreen } = await loadText();
  return openTextScreen(host, options);
}

/** Keeps the console of one machine open for as long as the component lives. */
export function useConsole(
  { id: machineId, display }: Pick<Machine, 'id' | 'display'>,
  fit: boolean,
  label: string,
): ConsoleHandle {
  const [life, dispatch] = useReducer(nextLife, BEGIN);
  const [screen, setScreen] = useState<ConsoleScreen>();
  const host = useRef<HTMLDivElement>(null);
  const lastPicture = useRef<HTMLCanvasElement>(null);
  const settings = useRef({ fit, label });
  const client = useQueryClient();

  useEffect(() => {
    settings.current = { fit, label };
    screen?.setFit(fit);
  }, [fit, label, screen]);

  useEffect(() => void (display === 'text' ? loadText() : loadRfb()), [display]);

  const isAsking = life.phase === 'asking';
  const tries = life.phase === 'closed' ? 0 : life.tries + life.late;
  useEffect(() => {
    if (!isAsking) return;
    let isStale = false;
    openConsole(machineId).then(
      (ticket) => isStale || dispatch({ type: 'ticket', ticket }),
      (error: unknown) => isStale || dispatch({ type: 'lost', cause: causeOf(error), now: Date.now() }),
    );
    return () => {
      isStale = true;
    };
  }, [isAsking, tries, machineId]);

  const ticket = life.phase === 'opening' || life.phase === 'open' ? life.ticket : undefined;
  useEffect(() => {
    const place = host.current;
    if (!ticket || !place) return;
    let isStale = false;
    let leave: (() => void) | undefined;
    void openInto(place, {
      ticket,
      ...settings.current,
      onOpen: (opened) => {
        setScreen(opened);
        dispatch({ type: 'opened', now: Date.now() });
        if (!isTypingElsewhere()) opened.focus();
      },
      onLost: (cause) => {
        keepPicture(place, lastPicture.current);
        dispatch({ type: 'lost', cause, now: Date.now() });
      },
    }).then(
      (how) => {
        if (isStale) how();
        else leave = how;
      },
      // The viewer itself could not be fetched, or refused the address.
      () => dispatch({ type: 'lost', cause: 'unreachable', now: Date.now() }),
    );
    return () => {
      isStale = true;
      setScreen(undefined);
      leave?.();
    };
  }, [ticket]);

  const until = life.phase === 'waiting' ? life.until : undefined;
  useEffect(() => {
    if (until === undefined) return;
    const due = () => dispatch({ type: 'due' });
    const timer = setTimeout(due, Math.max(0, until - Date.now()));
    window.addEventListener('online', due);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', due);
    };
  }, [until]);

  const cause = life.phase === 'closed' ? life.cause : undefined;
  useEffect(() => {
    if (cause === 'session-ended' || cause === 'not-signed-in') {
      void client.invalidateQueries({ queryKey: keys.session });
    } else if (cause) {
      void client.invalidateQueries({ queryKey: keys.machine(machineId) });
    }
  }, [cause, client, machineId]);

  const tryNow = useCallback(() => dispatch({ type: 'due' }), []);
  const openAgain = useCallback(() => dispatch({ type: 'again' }), []);
  return { life, screen, host, lastPicture, tryNow, openAgain };
}

function causeOf(error: unknown): Cause {
  return error instanceof ApiError ? (error.code as Cause) : 'internal';
}

/** True when the person is writing in a field of the page: the screen must not take the keyboard away. */
function isTypingElsewhere(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
}

/** Copies what the screen shows, because noVNC takes its canvas away with the connection. */
function keepPicture(place: HTMLElement, kept: HTMLCanvasElement | null): void {
  const shown = place.querySelector('canvas');
  if (!shown || !kept || shown.width === 0 || shown.height === 0) return;
  kept.width = shown.width;
  kept.height = shown.height;
  kept.getContext('2d')?.drawImage(shown, 0, 0);
}
