import { FaultList } from '../compile/fault-list';
import { readDocument } from '../compile/read-document';
import { shapeFaults } from '../compile/shape-faults';
import { byPlace, type Finding } from '../language/finding';
import { suiteSchema, type SuiteCase } from './suite-case';

/** Reads test cases from YAML or plain data, or tells all their faults with place. Never throws. */
export function readSuite(
  source: unknown,
): { ok: true; cases: SuiteCase[] } | { ok: false; faults: Finding[] } {
  const { document, findings } = readDocument(source);
  if (document === undefined) return { ok: false, faults: findings };
  const parsed = suiteSchema.safeParse(document.value);
  if (parsed.success && findings.length === 0) return { ok: true, cases: parsed.data.cases };
  const faults = new FaultList(document);
  if (!parsed.success) {
    for (const fault of shapeFaults(parsed.error.issues, document.value, [], suiteSchema)) faults.add(fault);
  }
  return { ok: false, faults: byPlace([...findings, ...faults.inOrder()]) };
}
