import type { SignInOption } from '@virlab/contracts';

/** A university on the page, where a click on it goes, and what is remembered by it. */
export interface Way {
  option: SignInOption;
  href: string;
  onGo: () => void;
}

/** Makes the way of a university. */
export type WayOf = (option: SignInOption) => Way;
