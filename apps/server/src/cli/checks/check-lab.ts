import { IdentityProviders } from '../../federation/index';
import { VirlabError } from '../../platform/index';
import { CurrentPolicy } from '../../policies/index';
import { Pools } from '../../pools/index';
import type { Lab } from '../open-lab';
import type { Finding } from './finding';

/** Looks at what was applied: policy, identity providers, pools. */
export async function checkLab(lab: Lab): Promise<Finding[]> {
  return [await checkPolicy(lab), ...(await checkProviders(lab)), await checkPools(lab)];
}

async function checkPolicy(lab: Lab): Promise<Finding> {
  const what = 'policy';
  try {
    const policy = await lab.get(CurrentPolicy).find();
    if (!policy) return { state: 'note', what, detail: 'none is published; nobody can sign in' };
    const { version, table, warnings } = policy;
    const detail = `version ${version}, ${table.rules.length} rule(s), ${warnings.length} warning(s)`;
    return { state: 'ok', what, detail };
  } catch (error) {
    return { state: 'bad', what, detail: told(error) };
  }
}

async function checkProviders(lab: Lab): Promise<Finding[]> {
  const what = 'identity providers';
  const providers = lab.get(IdentityProviders);
  const known = await providers.list();
  const enabled = known.filter((one) => one.enabled);
  const findings: Finding[] = [
    enabled.length === 0
      ? { state: 'note', what, detail: 'none is enabled; nobody can sign in' }
      : { state: 'ok', what, detail: `${enabled.length} of ${known.length} enabled` },
  ];
  for (const { entityId } of enabled) {
    try {
      await providers.get(entityId);
    } catch (error) {
      findings.push({ state: 'bad', what: 'identity provider', detail: `${entityId}: ${told(error)}` });
    }
  }
  return findings;
}

async function checkPools(lab: Lab): Promise<Finding> {
  const { length } = await lab.get(Pools).all();
  if (length === 0) return { state: 'note', what: 'pools', detail: 'there is none' };
  return { state: 'ok', what: 'pools', detail: String(length) };
}

function told(error: unknown): string {
  if (error instanceof VirlabError) return error.detail ?? error.code;
  return error instanceof Error ? error.message : String(error);
}
