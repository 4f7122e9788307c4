/** Writes instants (milliseconds) as ISO 8601, each once: the rights of one decision mostly end together. */
export function instantTexts(): (time: number) => string {
  const written = new Map<number, string>();
  return (time) => {
    let text = written.get(time);
    if (text === undefined) written.set(time, (text = new Date(time).toISOString()));
    return text;
  };
}
