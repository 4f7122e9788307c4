import { Injectable } from '@nestjs/common';
import { Log } from './log';

/**
 * What rooms tell each other inside one process, after the database has it. A notice carries only who or what changed:
 * whoever hears it reads the truth anew.
 */
export type Notice =
  | { type: 'machine-changed'; machineId: string }
  | { type: 'machines-changed'; userId: string }
  | { type: 'rights-changed'; userId: string }
  | { type: 'session-ended'; sessionId: string; code: string }
  | { type: 'host-changed'; hostId: string }
  | { type: 'room-freed'; hostId: string }
  | { type: 'announced'; classId: string; people: string[] }
  | { type: 'job-changed'; jobId: string; byId: string; classId: string | null }
  | { type: 'providers-saved' }
  | { type: 'providers-changed' }
  | { type: 'policy-changed' }
  | { type: 'break-glass-changed' };

/** The notice board of the process. Hearers run at once, one after another; a failing one does not stop the rest. */
@Injectable()
export class Bus {
  private readonly hearers = new Set<(notice: Notice) => void>();

  constructor(private readonly log: Log) {}

  /** Answers how to stop hearing. */
  hear(hearer: (notice: Notice) => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  tell(notice: Notice): void {
    for (const hearer of this.hearers) {
      try {
        hearer(notice);
      } catch (error) {
        this.log.error({ err: error, notice: notice.type }, 'a hearer of the bus failed');
      }
    }
  }
}
