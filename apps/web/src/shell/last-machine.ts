const KEPT_AS = 'virlab-last-machine';

/** The machine whose page was open last in this browser. */
export function lastMachine(): string | null {
  return localStorage.getItem(KEPT_AS);
}

/** Remembers which machine was used, so that it comes first next time. */
export function rememberMachine(id: string): void {
  localStorage.setItem(KEPT_AS, id);
}
