/** Takes up to `column` blanks away that stand before every line but the first. */
export function dedent(text: string, column: number): string {
  const blanks = new RegExp(`^ {1,${Math.max(1, column)}}`);
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(blanks, '')))
    .join('\n');
}

/** Puts `column` blanks before every line but the first and those that hold nothing. */
export function indent(text: string, column: number): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`);
}
