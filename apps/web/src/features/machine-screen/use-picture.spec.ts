import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usePicture } from './use-picture';

type Given = Parameters<typeof usePicture>;

describe('a picture of a screen', () => {
  const asked: { path: string; known: string | null }[] = [];
  const revoked: string[] = [];
  let answer: () => Response;
  let made = 0;

  beforeEach(() => {
    [asked.length, revoked.length, made] = [0, 0, 0];
    answer = () => new Response('one', { headers: { ETag: '"1"' } });
    vi.stubGlobal('fetch', (path: string, { headers }: RequestInit) => {
      asked.push({ path, known: new Headers(headers).get('If-None-Match') });
      return Promise.resolve(answer());
    });
    URL.createObjectURL = () => `blob:${++made}`;
    URL.revokeObjectURL = (url) => void revoked.push(url);
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  const show = (...first: Given) =>
    renderHook((given: Given) => usePicture(...given), { initialProps: first });
  const small = (tick: number, isSeen = true) => ({ size: 'small' as const, tick, isSeen });

  it('should be asked for only while it is seen, and stay when the same one comes again', async () => {
    const { result, rerender, unmount } = show('m1', 1, small(1, false));
    expect([asked, result.current]).toEqual([[], undefined]);
    rerender(['m1', 1, small(1)]);
    await waitFor(() => expect(result.current).toBe('blob:1'));
    answer = () => new Response(null, { status: 304 });
    rerender(['m1', 1, small(2)]);
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toEqual({ path: '/api/machines/m1/screen?size=small', known: '"1"' });
    answer = () => new Response('two', { headers: { ETag: '"2"' } });
    rerender(['m1', 1, small(3)]);
    await waitFor(() => expect(result.current).toBe('blob:2'));
    expect(revoked).toEqual(['blob:1']);
    unmount();
    expect(revoked).toEqual(['blob:1', 'blob:2']);
  });

  it('should not be shown of an earlier start, and be gone when there is no screen', async () => {
    const { result, rerender } = show('m1', 1, small(1));
    await waitFor(() => expect(result.current).toBe('blob:1'));
    rerender(['m1', 2, small(1)]);
    expect(result.current).toBeUndefined();
    await waitFor(() => expect(result.current).toBe('blob:2'));
    expect(asked[1]?.known).toBeNull();
    answer = () => Response.json({ code: 'console-not-running', title: 'Off' }, { status: 409 });
    rerender(['m1', 2, small(2)]);
    await waitFor(() => expect(result.current).toBeUndefined());
  });
});
