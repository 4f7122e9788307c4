import { fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForRelease } from './release-keys';

describe('letting go of the keyboard', () => {
  let host: HTMLDivElement;
  let stop: () => void;
  const onRelease = vi.fn();
  const onShortcut = vi.fn();
  const held = { ctrlKey: true, altKey: true, shiftKey: true };
  const pressThree = () => {
    fireEvent.keyDown(host, { key: 'Control', code: 'ControlLeft', ctrlKey: true });
    fireEvent.keyDown(host, { key: 'Alt', code: 'AltLeft', ctrlKey: true, altKey: true });
    fireEvent.keyDown(host, { key: 'Shift', code: 'ShiftLeft', ...held });
  };
  const letGo = () => {
    for (const code of ['ShiftLeft', 'AltLeft', 'ControlLeft']) fireEvent.keyUp(host, { code });
  };

  beforeEach(() => {
    host = document.body.appendChild(document.createElement('div'));
    onRelease.mockClear();
    onShortcut.mockClear();
    stop = listenForRelease(host, { onRelease, onShortcut });
  });
  afterEach(() => {
    stop();
    host.remove();
  });

  it('should happen when the three keys were pressed and all came up', () => {
    pressThree();
    expect(onRelease).not.toHaveBeenCalled();
    letGo();
    expect(onRelease).toHaveBeenCalledOnce();
  });

  it('should not happen while one of them is still down, because the machine would keep it pressed', () => {
    pressThree();
    fireEvent.keyUp(host, { code: 'ShiftLeft' });
    expect(onRelease).not.toHaveBeenCalled();
  });

  it('should not happen when another key was meant for the machine', () => {
    pressThree();
    fireEvent.keyDown(host, { key: 'F2', code: 'F2', ...held });
    letGo();
    expect(onRelease).not.toHaveBeenCalled();
  });

  it('should tell a shortcut and keep its letter from the machine', () => {
    pressThree();
    const reached = fireEvent.keyDown(host, { key: 'F', code: 'KeyF', ...held });
    expect(onShortcut).toHaveBeenCalledExactlyOnceWith('f');
    expect(reached).toBe(false);
  });

  it('should not happen for two of the three', () => {
    fireEvent.keyDown(host, { key: 'Control', code: 'ControlLeft', ctrlKey: true });
    fireEvent.keyDown(host, { key: 'Alt', code: 'AltLeft', ctrlKey: true, altKey: true });
    letGo();
    expect(onRelease).not.toHaveBeenCalled();
  });
});
