import { VirlabError } from '../platform/index';
import type { ResourceDocument } from './resource-document';
import type { ResourceFault } from './resource-fault';

/** One resource cannot be written, with every reason and its place. */
export class RefusedResource extends Error {
  readonly code = 'resource-invalid';

  constructor(readonly faults: readonly ResourceFault[]) {
    super(faults[0]?.message ?? 'the resource has faults');
    this.name = 'RefusedResource';
  }
}

/** What a room said against a resource, at the fields it named. Throws what is no such refusal. */
export function fieldFaults(error: unknown, document: ResourceDocument): readonly ResourceFault[] {
  if (error instanceof RefusedResource) return error.faults;
  if (!(error instanceof VirlabError) || error.code !== 'resource-invalid') throw error;
  const errors = error.errors ?? [{ path: '', message: error.publicDetail ?? error.message }];
  return errors.map(({ path, message }) => document.fault(path === '' ? [] : [path], message));
}
