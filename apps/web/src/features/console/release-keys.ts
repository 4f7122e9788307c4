/** What the person did with the keys that never reach the machine alone. */
export interface ReleaseHandlers {
  /** Ctrl, Alt and Shift were pressed together and let go again, and nothing else. */
  onRelease: () => void;
  /** Ctrl Alt Shift and a letter. */
  onShortcut: (letter: string) => void;
}

const MODIFIERS = new Set(['Control', 'Alt', 'AltGraph', 'Meta', 'Shift']);

/**
 * Listens for Ctrl+Alt+Shift inside the console. All keys still go to the machine, and the release waits for the last key
 * to come up, so that no modifier stays pressed there. It listens on the way down, because the viewer stops what it has heard. Returns
 * how to stop listening.
 */
export function listenForRelease(host: HTMLElement, { onRelease, onShortcut }: ReleaseHandlers): () => void {
  const down = new Set<string>();
  let isArmed = false;

  const press = (event: KeyboardEvent) => {
    if (MODIFIERS.has(event.key)) {
      down.add(event.code);
      if (event.ctrlKey && event.altKey && event.shiftKey) isArmed = down.size === 3;
      return;
    }
    if (isArmed && event.ctrlKey && event.altKey && event.shiftKey && /^[a-z]$/i.test(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      isArmed = false;
      onShortcut(event.key.toLowerCase());
      return;
    }
    isArmed = false;
  };
  const letGo = (event: KeyboardEvent) => {
    down.delete(event.code);
    if (down.size > 0 || !isArmed) return;
    isArmed = false;
    // The viewer hears of this key after us; only then may it lose the focus.
    setTimeout(onRelease);
  };
  const forget = () => {
    down.clear();
    isArmed = false;
  };

  host.addEventListener('keydown', press, true);
  host.addEventListener('keyup', letGo, true);
  host.addEventListener('focusout', forget);
  return () => {
    host.removeEventListener('keydown', press, true);
    host.removeEventListener('keyup', letGo, true);
    host.removeEventListener('focusout', forget);
  };
}
