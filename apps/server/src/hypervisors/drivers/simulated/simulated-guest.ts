import { TextScreen } from './text-screen';

/** Keysyms of keys that are no characters (X11 keysymdef.h). */
const RETURN = new Set([0xff0d, 0xff8d]);
const BACKSPACE = 0xff08;

const LONGEST_LINE = 200;

/** What a guest can do to the machine it runs in. */
export interface Power {
  off(): void;
  restart(): void;
}

/** What runs in a simulated machine: a screen with a shell that knows a handful of words. */
export class SimulatedGuest {
  readonly screen = new TextScreen();
  private line = '';
  private isReady = false;

  constructor(
    private readonly name: string,
    private readonly power: Power,
    private readonly onDrawn: () => void,
  ) {
    this.show(`Virlab simulated machine ${name}\nbooting ...\n`);
  }

  /** The prompt appears; from here on keys do something. */
  becomeReady(): void {
    this.isReady = true;
    this.show(`ready. "help" says what it knows.\n\n${this.prompt}`);
  }

  /** The guest saw the power button, and goes down. */
  goDown(): void {
    this.isReady = false;
    this.show('\npowering off ...');
  }

  /** A key was pressed (RFC 6143 section 7.5.4). */
  press(keysym: number): void {
    if (!this.isReady) return;
    if (RETURN.has(keysym)) this.run();
    else if (keysym === BACKSPACE && this.line !== '') {
      this.line = this.line.slice(0, -1);
      this.show('\b');
    } else if (keysym >= 0x20 && keysym <= 0x7e && this.line.length < LONGEST_LINE) {
      this.line += String.fromCharCode(keysym);
      this.show(String.fromCharCode(keysym));
    }
  }

  private run(): void {
    const [command = '', ...words] = this.line.trim().split(/\s+/);
    this.line = '';
    if (command === 'poweroff') {
      this.goDown();
      return this.power.off();
    }
    if (command === 'reboot') return this.power.restart();
    if (command === 'clear') this.screen.clear();
    else this.show(`\n${this.answer(command, words)}`);
    this.show(this.prompt);
  }

  private answer(command: string, words: string[]): string {
    if (command === '') return '';
    if (command === 'help') return 'clear echo help hostname poweroff reboot\n';
    if (command === 'echo') return `${words.join(' ')}\n`;
    if (command === 'hostname') return `${this.name}\n`;
    return `${command}: not found\n`;
  }

  private get prompt(): string {
    return `${this.name}:~$ `;
  }

  private show(text: string): void {
    this.screen.write(text);
    this.onDrawn();
  }
}
