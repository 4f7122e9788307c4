import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { UsageBar } from './usage-bar';

describe('the usage bar', () => {
  afterEach(cleanup);

  it('should be as long as what is used', () => {
    const { container } = render(<UsageBar fraction={0.61} words="39 of 64" />);
    expect(container.querySelector('i')?.style.width).toBe('61%');
    expect(container.textContent).toBe('39 of 64');
  });

  it('should be empty and without a number for what is not known', () => {
    const { container } = render(<UsageBar />);
    expect(container.querySelector('i')).toBeNull();
    expect(container.textContent).toBe('');
  });
});
