/** What one look found. A `note` is worth knowing and stops nothing. */
export interface Finding {
  state: 'ok' | 'note' | 'bad';
  what: string;
  detail: string;
}
