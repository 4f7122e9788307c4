import { fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForRelease } from './release-keys';

describe('letting go of the keyboard', () => {
  let host: HTMLDivElement;
  let screen: HTMLDivElement;
  let stop: () => void;
  const onRelease = vi.fn();
  const onShortcut = vi.fn();
  const held = { ctrlKey: true, altKey: true, shiftKey: true };
  const pressThree = () => {
    fireEvent.keyDown(screen, { key: 'Control', code: 'ControlLeft', ctrlKey: true });
    fireEvent.keyDown(screen, { key: 'Alt', code: 'AltLeft', ctrlKey: true, altKey: true });
    fireEvent.keyDown(screen, { key: 'Shift', code: 'ShiftLeft', ...held });
  };
  const letGo = () => {
    for (const code of ['ShiftLeft', 'AltLeft', 'ControlLeft']) fireEvent.keyUp(screen, { code });
  };

  beforeEach(() => {
    host = document.body.appendChild(document.createElement('div'));
    screen = host.appendChild(document.createElement('div'));
    // As noVNC does: what it has heard goes no further.
    for (const type of ['keydown', 'keyup'])
      screen.addEventListener(type, (event) => event.stopPropagation());
    vi.useFakeTimers();
    onRelease.mockClear();
    onShortcut.mockClear();
    stop = listenForRelease(host, { onRelease, onShortcut });
  });
  afterEach(() => {
    vi.useRealTimers();
    stop();
    host.remove();
  });

  it('should happen when the three keys were pressed and all came up', () => {
    pressThree();
    expect(onRelease).not.toHaveBeenCalled();
    letGo();
    vi.runAllTimers();
    expect(onRelease).toHaveBeenCalledOnce();
  });

  it('should not happen while one of them is still down, because the machine would keep it pressed', () => {
    pressThree();
    fireEvent.keyUp(screen, { code: 'ShiftLeft' });
    expect(onRelease).not.toHaveBeenCalled();
  });

  it('should not happen when another key was meant for the machine', () => {
    pressThree();
    fireEvent.keyDown(screen, { key: 'F2', code: 'F2', ...held });
    letGo();
    vi.runAllTimers();
    expect(onRelease).not.toHaveBeenCalled();
  });

  it('should tell a shortcut and keep its letter from the machine', () => {
    pressThree();
    const reached = fireEvent.keyDown(screen, { key: 'F', code: 'KeyF', ...held });
    expect(onShortcut).toHaveBeenCalledExactlyOnceWith('f');
    expect(reached).toBe(false);
  });

  it('should not happen for two of the three', () => {
    fireEvent.keyDown(screen, { key: 'Control', code: 'ControlLeft', ctrlKey: true });
    fireEvent.keyDown(screen, { key: 'Alt', code: 'AltLeft', ctrlKey: true, altKey: true });
    letGo();
    vi.runAllTimers();
    expect(onRelease).not.toHaveBeenCalled();
  });
});
