import type { PolicyImport } from '@virlab/contracts';

/** What the reading of one kind of file answers, before it is held against what is there already. */
export type ImportReading = Omit<PolicyImport, 'rules'> & { rules: ReadableRule[] };

/** One rule of the file. */
export interface ReadableRule {
  id: string;
  name: string;
  yaml: string;
  sentence?: unknown;
}

/** One line of the report. */
export type ImportLine = PolicyImport['notes'][number];

/** One finding about what was read. */
export type ImportFinding = PolicyImport['findings'][number];
