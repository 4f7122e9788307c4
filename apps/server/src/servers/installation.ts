import type { DataSource } from 'typeorm';
import { InstallationEntity } from './installation.entity';

/**
 * Which Virlab this is, among others: what is made on hosts carries it, and what carries another one is another's. All
 * servers on one database are one installation; so is a copy of the database.
 */
export class Installation {
  /** @param mark - 16 hex digits */
  constructor(readonly mark: string) {}

  /** As the database says; without a mark where the database is left alone, to write the API document. */
  static async read(source: DataSource): Promise<Installation> {
    if (!source.isInitialized) return new Installation('');
    const { mark } = await source.getRepository(InstallationEntity).findOneByOrFail({ id: 'this' });
    return new Installation(mark);
  }
}
