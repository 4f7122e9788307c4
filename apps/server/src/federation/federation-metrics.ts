import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '../health/index';
import { Clock } from '../platform/index';
import type { FederationEntity } from './federation.entity';

/** How federations are doing, for whoever watches the service from outside. */
@Injectable()
export class FederationMetrics {
  private readonly left: Gauge;
  private readonly failures: Gauge;
  private readonly providers: Gauge;

  constructor(
    private readonly clock: Clock,
    { registry }: Metrics,
  ) {
    const gauge = (name: string, help: string) =>
      new Gauge({ name, help, labelNames: ['federation'], registers: [registry] });
    this.left = gauge(
      'virlab_federation_seconds_left',
      'seconds until the metadata in use ends; negative when over',
    );
    this.failures = gauge('virlab_federation_failures', 'refreshes that failed since the last that did not');
    this.providers = gauge('virlab_federation_providers', 'identity providers in the metadata in use');
  }

  show(federations: readonly FederationEntity[]): void {
    for (const gauge of [this.left, this.failures, this.providers]) gauge.reset();
    for (const { id, enabled, validUntil, failures, providerCount } of federations) {
      if (!enabled) continue;
      if (validUntil)
        this.left.set({ federation: id }, (validUntil.getTime() - this.clock.now().getTime()) / 1000);
      this.failures.set({ federation: id }, failures);
      this.providers.set({ federation: id }, providerCount);
    }
  }
}
