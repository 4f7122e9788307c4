import { contrast, TOKENS } from '@virlab/ui';
import { expect, it } from 'vitest';
import { TERMINAL_COLOURS } from './terminal-colours';

const { black, ...readable } = TERMINAL_COLOURS;

it.each(Object.entries(readable))('should be read on the stage of a console: %s', (_name, colour) => {
  expect(contrast(colour, TOKENS.stage.dark)).toBeGreaterThanOrEqual(4.5);
  // Black is what the others are turned on.
  expect(contrast(colour, black)).toBeGreaterThanOrEqual(3);
});
