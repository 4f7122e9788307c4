export { FakeDaemon, HeldCalls, type FakeHandler } from './fake-daemon';
export { FakeCall, type Refusal } from './fake-call';
export { FakeClient } from './fake-client';
export { MemoryTransport } from './memory-transport';
export { hex } from './hex';
