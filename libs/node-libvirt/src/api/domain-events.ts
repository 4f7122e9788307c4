import {
  addressFamily,
  agentState,
  graphicsPhase,
  lifecycleEvent,
  metadataKind,
} from '../protocol/domain-events';
import type {
  AddressFamily,
  AgentState,
  GraphicsPhase,
  LifecycleEventName,
  MetadataKind,
} from '../protocol/domain-events';
import { eventMessages, type Domain } from '../protocol/index';
import type { EventRouter, EventScope, StopListening } from './event-router';

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

/**
 * Events of machines, of all or of one. They arrive in the daemon's order, and also before the reply of the call that
 * caused them. After a lost connection nothing is made up for: register again, then look at everything.
 */
export class DomainEvents {
  constructor(private readonly router: EventRouter) {}

  async onLifecycle(listener: (event: LifecycleEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.router.register(
      eventMessages.lifecycle,
      ({ domain, event, detail }) => listener({ domain, ...lifecycleEvent(event, detail) }),
      scope,
    );
  }

  async onReboot(listener: (event: RebootEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.router.register(eventMessages.reboot, ({ domain }) => listener({ domain }), scope);
  }

  async onGraphics(listener: (event: GraphicsEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.router.register(
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
    return this.router.register(
      eventMessages.agentLifecycle,
      ({ domain, state }) => listener({ domain, state: agentState(state) }),
      scope,
    );
  }

  async onMetadata(listener: (event: MetadataEvent) => void, scope?: EventScope): Promise<StopListening> {
    return this.router.register(
      eventMessages.metadataChange,
      ({ domain, type, uri }) => listener({ domain, kind: metadataKind(type), uri }),
      scope,
    );
  }
}
