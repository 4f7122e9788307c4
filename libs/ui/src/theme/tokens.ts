/** One colour of the design in both schemes. */
export interface ColourToken {
  readonly light: string;
  readonly dark: string;
}

const same = (value: string): ColourToken => ({ light: value, dark: value });

/**
 * Every colour of the product, by the name it has in CSS (`--vl-<name>`). Neutrals, accent and tones were made in OKLCH
 * (neutral hue 264, accent hue 266); the pairs that are used together are held to WCAG contrast by tokens.spec.ts.
 */
export const TOKENS = {
  bg: { light: '#ffffff', dark: '#0c0e14' },
  sunk: { light: '#f6f7f9', dark: '#07090e' },
  surface: { light: '#ffffff', dark: '#12151b' },
  raised: { light: '#ffffff', dark: '#1a1e25' },
  hover: { light: '#f1f2f5', dark: '#1e222a' },
  line: { light: '#e1e3e7', dark: '#272b34' },
  'line-strong': { light: '#888c95', dark: '#6a6f79' },
  ink: { light: '#191d26', dark: '#edeef2' },
  'ink-2': { light: '#525760', dark: '#acb0b7' },
  'ink-3': { light: '#646972', dark: '#9498a1' },
  accent: { light: '#2247d1', dark: '#3a64e4' },
  'accent-hover': { light: '#1a3ab8', dark: '#416cea' },
  'on-accent': same('#ffffff'),
  'accent-text': { light: '#2246c8', dark: '#92b2fe' },
  'accent-soft': { light: '#edf3fe', dark: '#172442' },
  'accent-line': { light: '#b4cafd', dark: '#2e488e' },
  ok: { light: '#108846', dark: '#42c070' },
  'ok-text': { light: '#086733', dark: '#71d790' },
  'ok-soft': { light: '#e5faea', dark: '#102a1a' },
  busy: { light: '#07819f', dark: '#49b7d9' },
  'busy-text': { light: '#03617d', dark: '#80cee8' },
  'busy-soft': { light: '#e3f6fd', dark: '#0c2934' },
  hold: { light: '#b77610', dark: '#e8ab3e' },
  'hold-text': { light: '#7f4e07', dark: '#f0c36f' },
  'hold-soft': { light: '#fff3db', dark: '#34240c' },
  bad: { light: '#d02b31', dark: '#f25c58' },
  'bad-text': { light: '#b01e22', dark: '#fb9892' },
  'bad-soft': { light: '#feefef', dark: '#3f1919' },
  off: { light: '#6e7279', dark: '#82868f' },
  'off-text': { light: '#52575f', dark: '#acb0b7' },
  'off-soft': { light: '#f1f2f5', dark: '#1d2027' },
  'chart-1': { light: '#c8d9fe', dark: '#2a3f7c' },
  'chart-2': { light: '#dfe5ee', dark: '#333a48' },
  'chart-3': { light: '#a4c0ff', dark: '#3a56a8' },
  stage: same('#0b0d12'),
  'stage-ink': same('#c9ced8'),
  'stage-ink-2': same('#a8abb1'),
  'stage-ink-3': same('#8a93a3'),
  'stage-bright': same('#ffffff'),
  'stage-line': same('#30343d'),
  'stage-ok': same('#42c070'),
  'stage-busy': same('#49b7d9'),
} as const satisfies Record<string, ColourToken>;

/** The name of a colour; `--vl-` and this is its CSS variable. */
export type TokenName = keyof typeof TOKENS;

/** The five tones of a state, and the accent, which is never one. */
export type Tone = 'ok' | 'busy' | 'hold' | 'bad' | 'off' | 'accent';

/** The CSS variables of one scheme, ready for Mantine's resolver. */
export function tokenVariables(scheme: keyof ColourToken): Record<string, string> {
  return Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [`--vl-${name}`, token[scheme]]));
}
