import { GLYPH, glyphRows } from './font';

const DOT = 2;
const CELL = { width: (GLYPH.columns + 1) * DOT, height: (GLYPH.rows + 2) * DOT };
const COLUMNS = 60;
const ROWS = 22;

/** Width and height in pixels; like a VGA text screen, with a little room below the last line. */
export const SCREEN = { width: COLUMNS * CELL.width, height: 400 } as const;

const INK = 0xd8;
const PAPER = 0x10;

/** A text screen with its pixels: one byte each, a shade of grey. */
export class TextScreen {
  readonly pixels = new Uint8Array(SCREEN.width * SCREEN.height).fill(PAPER);
  private readonly lines: string[] = [''];
  private drawn: string[] = [];

  /** Writes at the cursor: `\n` begins a line, `\b` takes a character back. */
  write(text: string): void {
    for (const character of text) {
      const last = this.lines.length - 1;
      const line = this.lines[last] ?? '';
      if (character === '\n') this.lines.push('');
      else if (character === '\b') this.lines[last] = line.slice(0, -1);
      else if (line.length < COLUMNS - 1) this.lines[last] = line + character;
      else this.lines.push(character);
    }
    this.lines.splice(0, this.lines.length - ROWS);
    this.draw();
  }

  clear(): void {
    this.lines.splice(0, this.lines.length, '');
    this.draw();
  }

  /** What stands there, for specs. */
  get text(): string {
    return this.lines.join('\n');
  }

  /** The screen as PPM. */
  picture(): Uint8Array {
    const header = Buffer.from(`P6\n${SCREEN.width} ${SCREEN.height}\n255\n`);
    const picture = Buffer.alloc(header.length + this.pixels.length * 3);
    header.copy(picture);
    let to = header.length;
    for (const shade of this.pixels) {
      picture[to] = shade;
      picture[to + 1] = shade;
      picture[to + 2] = shade;
      to += 3;
    }
    return picture;
  }

  private draw(): void {
    const now = this.lines.map((line, row) => (row === this.lines.length - 1 ? `${line}_` : line));
    for (let row = 0; row < ROWS; row += 1) {
      if (now[row] !== this.drawn[row]) this.drawRow(row, now[row] ?? '');
    }
    this.drawn = now;
  }

  private drawRow(row: number, line: string): void {
    const top = row * CELL.height;
    this.pixels.fill(PAPER, top * SCREEN.width, (top + CELL.height) * SCREEN.width);
    Array.from(line).forEach((character, column) => {
      glyphRows(character).forEach((bits, y) => {
        for (let x = 0; x < GLYPH.columns; x += 1) {
          if (bits & (1 << (GLYPH.columns - 1 - x)))
            this.dot(column * CELL.width + x * DOT, top + (y + 1) * DOT);
        }
      });
    });
  }

  private dot(x: number, y: number): void {
    for (let dy = 0; dy < DOT; dy += 1) {
      const from = (y + dy) * SCREEN.width + x;
      this.pixels.fill(INK, from, from + DOT);
    }
  }
}
