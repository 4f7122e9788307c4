import { Injectable } from '@nestjs/common';
import { newId } from '../platform/index';

/** Tells this process from the other servers, and from itself before a restart: what died with work is not the same. */
@Injectable()
export class ServerIdentity {
  readonly id = newId();
}
