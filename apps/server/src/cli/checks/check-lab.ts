import { Federations, IdentityProviders } from '../../federation/index';
import { Clock, VirlabError } from '../../platform/index';
import { CurrentPolicy } from '../../policies/index';
import { Pools } from '../../pools/index';
import type { Lab } from '../open-lab';
import type { Finding } from './finding';

/** Looks at what was applied: policy, identity providers, pools. */
export async function checkLab(lab: Lab): Promise<Finding[]> {
  return [
    await checkPolicy(lab),
    ...(await checkProviders(lab)),
    ...(await checkFederations(lab)),
    await checkPools(lab),
  ];
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

/** The row says how the last refresh went, on whichever server that was. */
async function checkFederations(lab: Lab): Promise<Finding[]> {
  const now = lab.get(Clock).now();
  const enabled = (await lab.get(Federations).list()).filter((one) => one.enabled);
  return enabled.map(({ id, kind, validUntil, lastSuccessAt, lastErrorCode, providerCount }) => {
    const what = `federation ${id}`;
    const failed = lastErrorCode === null ? '' : `; the last look failed: ${lastErrorCode}`;
    if (kind === 'mdq')
      return { state: lastErrorCode === null ? 'ok' : 'note', what, detail: `asked when needed${failed}` };
    if (!validUntil || !lastSuccessAt)
      return { state: 'bad', what, detail: `nothing was taken yet${failed}` };
    const end = validUntil.toISOString();
    if (validUntil <= now)
      return { state: 'bad', what, detail: `its metadata was valid until ${end}${failed}` };
    const detail = `${providerCount} identity providers, valid until ${end}${failed}`;
    return { state: lastErrorCode === null ? 'ok' : 'note', what, detail };
  });
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
