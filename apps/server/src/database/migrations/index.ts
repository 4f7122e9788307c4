import { CreateFirstTables20261121200000 } from './20261121200000-create-first-tables';

/** Every migration, oldest first. Released ones are never edited. */
export const migrations = [CreateFirstTables20261121200000];
