import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type ProviderListing, ProviderDirectory } from '../federation/index';
import { Bus, Log } from '../platform/index';
import { buildDirectoryView, type DirectoryView } from './directory-view';
import { runInSlices } from './run-in-slices';

/**
 * The directory of identity providers as discovery asks it: made ready anew after every change, beside everything else
 * that goes on. Until the new state is ready the one before it answers.
 */
@Injectable()
export class DiscoveryDirectory implements OnApplicationBootstrap, OnModuleDestroy {
  private view: DirectoryView | undefined;
  private building: Promise<DirectoryView> | undefined;
  private stopHearing: (() => void) | undefined;

  constructor(
    private readonly directory: ProviderDirectory,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.stopHearing = this.bus.hear(({ type }) => {
      if (type === 'providers-changed') this.buildSoon();
    });
    this.buildSoon();
  }

  onModuleDestroy(): void {
    this.stopHearing?.();
  }

  /** The newest state that is ready; waits only when there is none at all yet. */
  async current(): Promise<DirectoryView> {
    if (!this.view) return this.upToDate();
    if (this.view.listings !== this.directory.list()) this.buildSoon();
    return this.view;
  }

  /** The state of the directory at this moment, when it is ready. */
  async upToDate(): Promise<DirectoryView> {
    for (;;) {
      const listings = this.directory.list();
      if (this.view?.listings === listings) return this.view;
      await this.build(listings);
    }
  }

  private buildSoon(): void {
    this.upToDate().catch((error: unknown) =>
      this.log.error({ err: error }, 'the directory could not be made ready for discovery'),
    );
  }

  /** One build at a time; whoever comes meanwhile waits for it. */
  private async build(listings: readonly ProviderListing[]): Promise<void> {
    this.building ??= runInSlices(buildDirectoryView(listings)).finally(() => (this.building = undefined));
    this.view = await this.building;
  }
}
