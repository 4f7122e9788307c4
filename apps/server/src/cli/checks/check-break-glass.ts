import { BreakGlassAccounts, BreakGlassDrills } from '../../break-glass/index';
import { Clock } from '../../platform/index';
import type { Lab } from '../open-lab';
import type { Finding } from './finding';

const DAY_MS = 86_400_000;
/** A drill older than this proves little: certificates, proxies and people change. */
const DRILL_DAYS = 90;

/** Looks whether there is a way in for an emergency, and whether it was proved lately. */
export async function checkBreakGlass(lab: Lab): Promise<Finding[]> {
  const what = 'break-glass';
  const usable = (await lab.get(BreakGlassAccounts).list()).filter(({ disabledAt }) => !disabledAt);
  if (usable.length === 0) {
    const detail =
      'no account; "virlab break-glass create NAME" makes one for the hour when sign-in is broken';
    return [{ state: 'note', what, detail }];
  }
  const used = usable.filter(({ usedAt }) => usedAt).map(({ name }) => name);
  const { passed, any } = await lab.get(BreakGlassDrills).last();
  const days = passed && Math.floor((lab.get(Clock).now().getTime() - passed.at.getTime()) / DAY_MS);
  const findings: Finding[] = [{ state: 'ok', what, detail: `${usable.length} account(s)` }];
  if (used.length > 0) {
    const detail = `${used.join(', ')} was used: disable it and make it again, so that its secret is new`;
    findings.push({ state: 'note', what, detail });
  }
  if (any && any.failedStep !== null) {
    findings.push({ state: 'bad', what, detail: `the last drill failed at: ${any.failedStep}` });
  } else if (days === undefined || days > DRILL_DAYS) {
    const last = days === undefined ? 'there was no drill yet' : `the last drill was ${days} days ago`;
    findings.push({
      state: 'note',
      what,
      detail: `${last}; "virlab break-glass drill" proves that it works`,
    });
  }
  return findings;
}
