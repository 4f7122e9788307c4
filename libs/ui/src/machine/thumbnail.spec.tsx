import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Thumbnail } from './thumbnail';

describe('a thumbnail', () => {
  afterEach(cleanup);

  it('should say why there is no picture', () => {
    render(<Thumbnail alt="Linux shell: Stopped">Not yet started</Thumbnail>);
    expect(screen.getByRole('img', { name: 'Linux shell: Stopped' }).textContent).toBe('Not yet started');
  });

  it('should not show a broken picture, and try the next one', () => {
    const { rerender } = render(
      <Thumbnail src="/1" alt="Linux shell: Running">
        No picture yet
      </Thumbnail>,
    );
    fireEvent.error(screen.getByRole('img'));
    expect(screen.getByText('No picture yet')).toBeTruthy();
    rerender(
      <Thumbnail src="/2" alt="Linux shell: Running">
        No picture yet
      </Thumbnail>,
    );
    expect(screen.getByRole('img').getAttribute('src')).toBe('/2');
  });
});
