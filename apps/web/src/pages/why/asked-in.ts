import type { WhyAsOf, WhyQuestion } from '../../data/policy';

/** The question that an address asks. */
export function askedIn(params: URLSearchParams): WhyQuestion {
  return { person: params.get('person') ?? '', target: params.get('target') ?? '', asOf: asOfIn(params) };
}

function asOfIn(params: URLSearchParams): WhyAsOf {
  const audit = wholeIn(params, 'audit');
  if (audit !== undefined) return { kind: 'event', audit };
  const decision = params.get('decision');
  if (decision) return { kind: 'decision', decision };
  const version = wholeIn(params, 'version');
  return version === undefined ? { kind: 'now' } : { kind: 'version', version };
}

function wholeIn(params: URLSearchParams, name: string): number | undefined {
  const found = Number(params.get(name) ?? '');
  return Number.isInteger(found) && found > 0 ? found : undefined;
}

/** The address of a question; what is empty is left out. */
export function addressOf({ person, target, asOf }: WhyQuestion): Record<string, string> {
  const { kind: _, ...at } = asOf;
  const entries = Object.entries({ person, target, ...at }).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
