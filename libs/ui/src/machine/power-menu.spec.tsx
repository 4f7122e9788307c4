import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type PowerAction, PowerMenu } from './power-menu';

describe('the power menu', () => {
  afterEach(cleanup);
  const action = (id: string, more: Partial<PowerAction> = {}): PowerAction => ({
    id,
    word: id,
    onClick: vi.fn(),
    ...more,
  });
  const show = (primary: PowerAction, actions: PowerAction[] = []) =>
    render(
      <MantineProvider env="test">
        <PowerMenu primary={primary} actions={actions} moreLabel="More" />
      </MantineProvider>,
    );

  it('should ask for the likely action at once', () => {
    const shutdown = action('Shut down');
    show(shutdown);
    fireEvent.click(screen.getByRole('button', { name: 'Shut down' }));
    expect(shutdown.onClick).toHaveBeenCalledOnce();
  });

  it('should keep a refused likely action in reach and tell why, but not ask for it', () => {
    const shutdown = action('Shut down', { refusal: 'It is still starting.' });
    show(shutdown);
    const button = screen.getByRole('button', { name: 'Shut down' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toBe('It is still starting.');
    fireEvent.click(button);
    expect(shutdown.onClick).not.toHaveBeenCalled();
  });

  it('should tell the reason below a refused item, and leave the menu open', async () => {
    const pause = action('Pause', { refusal: 'It is off.' });
    const restart = action('Restart');
    show(action('Start'), [pause, restart]);
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    const menu = await screen.findByRole('menu');
    fireEvent.click(within(menu).getByText('It is off.'));
    expect(pause.onClick).not.toHaveBeenCalled();
    fireEvent.click(within(menu).getByText('Restart'));
    expect(restart.onClick).toHaveBeenCalledOnce();
  });
});
