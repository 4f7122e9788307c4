import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FilterChips } from './filter-chips';

describe('filter chips', () => {
  afterEach(cleanup);

  it('should tell each filter with its count, and which one is chosen', () => {
    const onChoose = vi.fn();
    const chips = [
      { id: '', word: 'All', count: '30' },
      { id: 'running', word: 'Running', count: '21' },
    ];
    render(<FilterChips label="Filter" chips={chips} chosen="" onChoose={onChoose} />);
    expect(screen.getByRole('button', { name: /All\s*30/, pressed: true })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Running\s*21/, pressed: false }));
    expect(onChoose).toHaveBeenCalledWith('running');
  });
});
