/**
 * The colours that programs choose by number, all but black to be read on the stage (4.5:1, WCAG 2.2, 1.4.3): the usual
 * blue, red, purple and grey of terminals are too dark for that.
 */
export const TERMINAL_COLOURS = {
  black: '#2e3436',
  red: '#ef5350',
  green: '#56b04a',
  yellow: '#cfa61a',
  blue: '#6a9be0',
  magenta: '#b884c4',
  cyan: '#2fb0b8',
  white: '#d3d7cf',
  brightBlack: '#8b919c',
  brightRed: '#ff8078',
  brightGreen: '#8ae234',
  brightYellow: '#fce94f',
  brightBlue: '#93bdf2',
  brightMagenta: '#dcaee0',
  brightCyan: '#5fe3e6',
  brightWhite: '#ffffff',
} as const;
