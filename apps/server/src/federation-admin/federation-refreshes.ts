import { Injectable } from '@nestjs/common';
import { RefreshFederation } from '../federation/index';
import { Bus, Log } from '../platform/index';

/** Looks at federations that somebody asked for, and which of them are under way. */
@Injectable()
export class FederationRefreshes {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly refresh: RefreshFederation,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  isUnderWay(id: string): boolean {
    return this.underWay.has(id);
  }

  /** Begins a look and does not wait for it; where one is under way, the next begins after it. */
  begin(id: string): void {
    const look = this.refresh
      .run(id)
      .then(() => undefined)
      .catch((error: unknown) =>
        this.log.error({ err: error, federation: id }, 'a federation was not refreshed'),
      )
      .finally(() => {
        if (this.underWay.get(id) === look) this.underWay.delete(id);
        this.bus.tell({ type: 'providers-changed' });
      });
    this.underWay.set(id, look);
  }

  /** The end of the look that is under way, for specs and for shutting down. */
  async settled(id: string): Promise<void> {
    await this.underWay.get(id);
  }
}
