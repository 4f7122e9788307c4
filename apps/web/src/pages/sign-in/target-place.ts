import type { SignInTexts } from '../../texts/sign-in/en';

/** What the page is called to which a path of ours leads, as far as one may say before knowing who asks. */
export function targetPlace(target: string | null, places: SignInTexts['places']): string | undefined {
  if (!target || target === '/' || !/^\/(?![/\\])/.test(target)) return undefined;
  const path = target.split(/[?#]/)[0] ?? '';
  if (path === '/machines') return places.machines;
  if (/^\/machines\/[^/]+\/console$/.test(path)) return places.console;
  if (/^\/machines\/[^/]+$/.test(path)) return places.machine;
  return path === '/you' ? places.you : places.page;
}
