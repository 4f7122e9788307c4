/** A glyph has this many columns and rows of dots. */
export const GLYPH = { columns: 5, rows: 7 } as const;

const FIRST = 0x20;
const LAST = 0x7e;

/** Glyphs of ASCII 0x20 to 0x7E one after another: a digit of base 32 is a row, its highest bit the leftmost dot. */
const ROWS =
  '00000004444404aa00000avaaava4fke5u4pq248bjcik8lid4400000248884284222480level0044v4400000648' +
  '000v00000000cc122488gehjlphe4c4444eeh168gvu11e11u26aiv22vgu11he68guhhev124488ehhehheehhf12c' +
  '0cc0cc00cc0c48248g84200v0v008421248eh16404ehnlngf4ahhvhhuhhuhhufgggggfuhhhhhuvgguggvvgguggg' +
  'fggjhhfhhhvhhhe44444e72222ichikokihggggggvhrllhhhhplljhhehhhhheuhhugggehhhliduhhukihfgge11u' +
  'v444444hhhhhhehhhhaa4hhhllrhha444ahhha4444v1248gve88888eg884221e22222e4ah0000000000v8400000' +
  '00e1fhfgguhhhu00fgggf11fhhhf00ehvge68u88880fhhf1egguhhhh40c444e20622icggikokic44444600qllll' +
  '00uhhhh00ehhhe0uhhugg0fhhf1100noggg00fge1u88u888600hhhhf00hhaa400hllla00ha4ah0hhhf1e00v248v' +
  '64484464444444c44244c008l200';

/** The rows of a character's glyph, top first, as numbers of five bits; a question mark for what has no glyph. */
export function glyphRows(character: string): number[] {
  const code = character.charCodeAt(0);
  const at = ((code >= FIRST && code <= LAST ? code : '?'.charCodeAt(0)) - FIRST) * GLYPH.rows;
  return Array.from(ROWS.slice(at, at + GLYPH.rows), (digit) => parseInt(digit, 32));
}
