import type { Ability } from '@virlab/contracts';
import type { ComponentType } from 'react';

/** One row of the table of pages. */
export interface PageRoute {
  path: string;
  /** Loads the page, a chunk of its own. */
  page: () => Promise<{ default: ComponentType }>;
  /** Who may open it; without it, everybody whom the frame lets in. The server decides anew at every request. */
  needs?: Ability;
  /**
   * What stands around it: `signed-in` the navigation, `bare` only the mark (nobody need be signed in), `window`
   * nothing at all, in the dark scheme.
   */
  frame: 'signed-in' | 'bare' | 'window';
  /** Size of rows and controls; comfortable if not told. */
  density?: 'comfortable' | 'compact';
}

/** What a matched route tells the frames about itself. */
export type PageHandle = Pick<PageRoute, 'needs' | 'frame' | 'density'>;
