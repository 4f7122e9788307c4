import {
  addressFamily,
  agentState,
  graphicsPhase,
  ioErrorAction,
  lifecycleEvent,
  metadataKind,
} from '../protocol/domain-events';
import type {
  AddressFamily,
  AgentState,
  GraphicsPhase,
  IoErrorAction,
  LifecycleEventName,
  MetadataKind,
} from '../protocol/domain-events';
import { domainEventMessages as eventMessages } from '../protocol/event-messages';
import { procedures, type Domain, type TypedParameter } from '../protocol/index';
import type { EventMessage } from '../protocol/procedure';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { wireDomain, type DomainRef } from './domain-ref';
import { EventRouter, type StopListening } from './event-router';

/** Which machine's events, and how long to wait for the daemon to agree. */
export interface EventScope extends CallOptions {
  /** Only this machine's; default all. */
  readonly domain?: DomainRef;
}

/** A machine was defined, started, stopped … */
export interface LifecycleEvent {
  readonly domain: Domain;
  readonly event: LifecycleEventName;
  /** Such as `booted` after `started` or `destroyed` after `stopped`; `unknown` for one of a newer libvirt. */
  readonly detail: string;
}

/** A machine was reset, by its guest or by its host. One reset may give several. */
export interface RebootEvent {
  readonly domain: Domain;
}

export interface GraphicsAddress {
  readonly family: AddressFamily;
  /** An address, or the path of a UNIX socket. */
  readonly node: string;
  /** A port, or nothing for a UNIX socket. */
  readonly service: string;
}

/** Somebody came to look at a machine's screen, or left. */
export interface GraphicsEvent {
  readonly domain: Domain;
  readonly phase: GraphicsPhase;
  readonly local: GraphicsAddress;
  readonly remote: GraphicsAddress;
  readonly authScheme: string;
}

/** The guest agent of a machine answers, or does not any more. */
export interface AgentEvent {
  readonly domain: Domain;
  readonly state: AgentState;
}

/** A part of a machine's metadata was changed. */
export interface MetadataEvent {
  readonly domain: Domain;
  readonly kind: MetadataKind | 'unknown';
  /** The namespace of the element. */
  readonly uri: string | null;
}

/** A device was plugged in or out, or did not let itself be taken away. */
export interface DeviceEvent {
  readonly domain: Domain;
  /** Name of the device in the machine's XML, such as `virtio-disk1`. */
  readonly alias: string;
}

/** A disk could not be read or written. */
export interface IoErrorEvent extends DeviceEvent {
  /** Path of the image. */
  readonly path: string;
  /** What was done about it. */
  readonly action: IoErrorAction;
  /** Such as `enospc`; empty when the hypervisor does not tell. */
  readonly reason: string;
}

/** A block job, such as a copy or a commit, went on or ended. */
export interface BlockJobEvent {
  readonly domain: Domain;
  readonly path: string;
  /** `virDomainBlockJobType`. */
  readonly type: number;
  /** `virConnectDomainEventBlockJobStatus`: 0 completed, 1 failed, 2 cancelled, 3 ready. */
  readonly status: number;
}

/** The memory that a guest uses was changed. */
export interface BalloonEvent {
  readonly domain: Domain;
  /** KiB. */
  readonly actualKiB: number;
}

/** A long job of a machine ended. */
export interface JobEvent {
  readonly domain: Domain;
  readonly parameters: readonly TypedParameter[];
}

/**
 * Events of machines, of all or of one. They arrive in the daemon's order, and also before the reply of the call that
 * caused them. After a lost connection nothing is made up for: register again, then look at everything.
 */
export class DomainEvents {
  readonly #router: EventRouter<DomainRef>;

  constructor(rpc: RpcClient, onListenerError: (error: unknown) => void) {
    this.#router = new EventRouter(
      rpc,
      {
        messages: Object.values(eventMessages) as unknown as EventMessage<never>[],
        register: async (eventId, of, options) => {
          const args = { eventId, domain: of ? wireDomain(of) : null };
          return (await rpc.call(procedures.connectDomainEventCallbackRegisterAny, args, options)).callbackId;
        },
        deregister: (callbackId, options) =>
          rpc.call(procedures.connectDomainEventCallbackDeregisterAny, { callbackId }, options),
      },
      onListenerError,
    );
  }

  async onLifecycle(listener: (event: LifecycleEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.lifecycle,
      ({ domain, event, detail }) => listener({ domain, ...lifecycleEvent(event, detail) }),
      scope,
    );
  }

  async onReboot(listener: (event: RebootEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(eventMessages.reboot, ({ domain }) => listener({ domain }), scope);
  }

  async onGraphics(listener: (event: GraphicsEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.graphics,
      ({ domain, phase, local, remote, authScheme }) =>
        listener({
          domain,
          phase: graphicsPhase(phase),
          local: { ...local, family: addressFamily(local.family) },
          remote: { ...remote, family: addressFamily(remote.family) },
          authScheme,
        }),
      scope,
    );
  }

  async onAgent(listener: (event: AgentEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.agentLifecycle,
      ({ domain, state }) => listener({ domain, state: agentState(state) }),
      scope,
    );
  }

  async onMetadata(listener: (event: MetadataEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.metadataChange,
      ({ domain, type, uri }) => listener({ domain, kind: metadataKind(type), uri }),
      scope,
    );
  }

  /** A disk could not be read or written (`VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON`). */
  async onIoError(listener: (event: IoErrorEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.ioError,
      ({ domain, path, alias, action, reason }) =>
        listener({ domain, path, alias, action: ioErrorAction(action), reason }),
      scope,
    );
  }

  /** The guest's watchdog rang; what was done about it stands in the machine's XML. */
  async onWatchdog(listener: (event: RebootEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(eventMessages.watchdog, ({ domain }) => listener({ domain }), scope);
  }

  /** The daemon lost its hold on a machine. */
  async onControlError(listener: (event: RebootEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(eventMessages.controlError, ({ domain }) => listener({ domain }), scope);
  }

  async onBlockJob(listener: (event: BlockJobEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.blockJob,
      ({ domain, path, type, status }) => listener({ domain, path, type, status }),
      scope,
    );
  }

  async onBalloonChange(listener: (event: BalloonEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.balloonChange,
      ({ domain, actual }) => listener({ domain, actualKiB: actual }),
      scope,
    );
  }

  async onDeviceAdded(listener: (event: DeviceEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(eventMessages.deviceAdded, tellDevice(listener), scope);
  }

  async onDeviceRemoved(listener: (event: DeviceEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(eventMessages.deviceRemoved, tellDevice(listener), scope);
  }

  /** The guest did not let go of a device. */
  async onDeviceRemovalFailed(
    listener: (event: DeviceEvent) => void,
    scope?: EventScope,
  ): Promise<StopListening> {
    return this.#register(eventMessages.deviceRemovalFailed, tellDevice(listener), scope);
  }

  async onJobCompleted(listener: (event: JobEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.#register(
      eventMessages.jobCompleted,
      ({ domain, parameters }) => listener({ domain, parameters }),
      scope,
    );
  }

  /** Any kind of machines' events, those without a method included, as they stand on the wire. */
  async on<K extends DomainEventName>(
    name: K,
    listener: (event: DomainEventPayload<K>) => void,
    scope?: EventScope,
  ): Promise<StopListening> {
    return this.#register(
      eventMessages[name] as unknown as EventMessage<DomainEventPayload<K>>,
      listener,
      scope,
    );
  }

  #register<P extends { readonly callbackId: number }>(
    message: EventMessage<P>,
    listener: (event: P) => void,
    { domain, ...options }: EventScope = {},
  ): Promise<StopListening> {
    return this.#router.register(message, listener, domain ?? null, options);
  }
}

/** Names of the events of machines. */
export type DomainEventName = keyof typeof eventMessages;
/** What an event of machines carries. */
export type DomainEventPayload<K extends DomainEventName> =
  (typeof eventMessages)[K] extends EventMessage<infer P extends { readonly callbackId: number }> ? P : never;

function tellDevice(listener: (event: DeviceEvent) => void): (event: DeviceEvent) => void {
  return ({ domain, alias }) => listener({ domain, alias });
}
