import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleScreen } from './console-screen';
import { openTextScreen } from './text-screen';

/** The broker's side of a console. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = FakeSocket.OPEN;
  binaryType = '';
  readonly sent: string[] = [];

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    super();
    FakeSocket.last = this;
  }
  send(bytes: Uint8Array): void {
    this.sent.push(new TextDecoder().decode(bytes));
  }
  close(): void {
    this.readyState = 3;
  }
  says(text: string): void {
    this.dispatchEvent(new MessageEvent('message', { data: new TextEncoder().encode(text).buffer }));
  }
}

describe('a terminal for a text console', () => {
  let host: HTMLElement;
  let screen: ConsoleScreen;
  const onLost = vi.fn();

  const open = (mode: 'control' | 'view' = 'control') => {
    const ticket = {
      ticket: 't',
      url: 'wss://lab/consoles/t',
      expiresAt: '',
      mode,
      display: 'text' as const,
    };
    const onOpen = (opened: ConsoleScreen) => (screen = opened);
    const leave = openTextScreen(host, { ticket, fit: true, label: 'Screen of Shell', onOpen, onLost });
    FakeSocket.last.dispatchEvent(new Event('open'));
    return leave;
  };
  const sent = () => FakeSocket.last.sent.join('');

  beforeEach(() => {
    vi.stubGlobal('WebSocket', FakeSocket);
    document.head.insertAdjacentHTML('beforeend', '<meta property="csp-nonce">');
    document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')!.nonce = 'n0nce';
    host = document.createElement('div');
    document.body.append(host);
    onLost.mockClear();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    document.head.replaceChildren();
    document.body.replaceChildren();
  });

  it('should be called what the page calls it, and add no style that the content policy forbids', () => {
    open();
    expect(host.querySelector('textarea')?.getAttribute('aria-label')).toBe('Screen of Shell');
    const styles = [...document.querySelectorAll('style')];
    expect(styles.length).toBeGreaterThan(0);
    expect(styles.filter(({ nonce }) => nonce !== 'n0nce')).toEqual([]);
    expect(Object.hasOwn(document, 'createElement')).toBe(false);
  });

  it('should send keys as a terminal does, with Ctrl and Alt where they are held', async () => {
    open();
    screen.press('ArrowUp');
    screen.press('Escape');
    FakeSocket.last.says('\u001b[?1h');
    await vi.waitFor(() => {
      FakeSocket.last.sent.length = 0;
      screen.press('ArrowUp');
      expect(sent()).toBe('\u001bOA');
    }, 50_000);
    FakeSocket.last.sent.length = 0;
    screen.hold('Control', true);
    await screen.type('c', new AbortController().signal);
    screen.hold('Control', false);
    await screen.type('l\u00e1\n', new AbortController().signal);
    expect(sent()).toBe('\u0003l\u00e1\r');
  });

  it('should send nothing where somebody only looks', async () => {
    open('view');
    await screen.type('rm', new AbortController().signal);
    screen.press('Enter');
    expect(sent()).toBe('');
  });

  it('should tell once why it was lost, and leave what it showed last', () => {
    open();
    FakeSocket.last.dispatchEvent(Object.assign(new Event('close'), { code: 4430 }));
    FakeSocket.last.dispatchEvent(Object.assign(new Event('close'), { code: 4500 }));
    expect(onLost.mock.calls).toEqual([['console-ended']]);
    expect(host.querySelector('[inert] .xterm')).not.toBeNull();
  });

  it('should say nothing of a loss that the person asked for', () => {
    const leave = open();
    leave();
    FakeSocket.last.dispatchEvent(Object.assign(new Event('close'), { code: 1000 }));
    expect(onLost).not.toHaveBeenCalled();
  });
});
