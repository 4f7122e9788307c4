import { MantineProvider } from '@mantine/core';
import { MACHINE_STATES, type StateShape } from '@virlab/contracts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { StateGlyph } from './state-glyph';
import { STATE_TONES } from './state-shape';
import { StateWord } from './state-word';
import { VerdictGlyph } from './verdict-glyph';

const shapes: StateShape[] = [...MACHINE_STATES, 'absent', 'locked'];

describe('state glyphs', () => {
  afterEach(cleanup);

  it('should be eleven different silhouettes, so that a grey print still works', () => {
    const drawings = shapes.map((shape) => {
      const { container } = render(<StateGlyph shape={shape} />);
      return container.querySelector('svg')?.innerHTML;
    });
    expect(new Set(drawings).size).toBe(11);
    expect(Object.keys(STATE_TONES)).toHaveLength(11);
  });

  it('should be silent beside its word', () => {
    render(
      <MantineProvider>
        <StateWord state="paused">Paused</StateWord>
      </MantineProvider>,
    );
    expect(screen.getByText('Paused').querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('should draw what was not released unlike what is false', () => {
    const { container } = render(
      <>
        <VerdictGlyph verdict="false" />
        <VerdictGlyph verdict="missing" />
      </>,
    );
    const [isFalse, missing] = container.querySelectorAll('svg');
    expect(isFalse?.innerHTML).not.toBe(missing?.innerHTML);
    expect(isFalse?.getAttribute('class')).not.toBe(missing?.getAttribute('class'));
  });
});
