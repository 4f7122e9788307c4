import { networkEvent, type NetworkEventName } from '../protocol/domain-events';
import { networkEventMessages } from '../protocol/event-messages';
import { procedures, type Network } from '../protocol/index';
import type { EventMessage } from '../protocol/procedure';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { EventRouter, type StopListening } from './event-router';

/** A network was defined, started, stopped … */
export interface NetworkEvent {
  readonly network: Network;
  readonly event: NetworkEventName;
}

/** Events of networks, of all or of one. */
export class NetworkEvents {
  readonly #router: EventRouter<Network>;

  constructor(rpc: RpcClient, onListenerError: (error: unknown) => void) {
    this.#router = new EventRouter(
      rpc,
      {
        messages: Object.values(networkEventMessages) as unknown as EventMessage<never>[],
        register: async (eventId, network, options) =>
          (await rpc.call(procedures.connectNetworkEventRegisterAny, { eventId, network }, options))
            .callbackId,
        deregister: (callbackId, options) =>
          rpc.call(procedures.connectNetworkEventDeregisterAny, { callbackId }, options),
      },
      onListenerError,
    );
  }

  async onLifecycle(
    listener: (event: NetworkEvent) => void,
    { network = null, ...options }: CallOptions & { network?: Network | null } = {},
  ): Promise<StopListening> {
    return this.#router.register(
      networkEventMessages.networkLifecycle,
      ({ network: about, event }) => listener({ network: about, event: networkEvent(event) }),
      network,
      options,
    );
  }
}
