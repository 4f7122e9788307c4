import { setTimeout as pause } from 'node:timers/promises';
import type { QuickIdp } from './quick-idp';

/** Who arrives where. */
export interface Arrivals {
  origin: string;
  idp: QuickIdp;
  perSecond: number;
  seconds: number;
  /** Begins the names of the people, so that those of two loads differ. */
  wave: string;
}

/**
 * Lets people sign in at a steady rate, whether or not those before them are done: each asks for the page of their
 * university, comes back with its answer, and must end signed in. Each comes from an address of its own.
 *
 * @throws Error when one of them is not let in
 */
export async function arrive({ origin, idp, perSecond, seconds, wave }: Arrivals): Promise<void> {
  const begun = performance.now();
  const people: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    await pause(Math.max(0, begun + (number * 1000) / perSecond - performance.now()));
    people.push(signIn(origin, idp, `${wave}${number}`, `10.0.${number >> 8}.${number & 255}`));
  }
  await Promise.all(people);
}

async function signIn(origin: string, idp: QuickIdp, person: string, address: string): Promise<void> {
  const from = { 'x-forwarded-for': address };
  const query = new URLSearchParams({ entityID: idp.entityId, target: '/machines' });
  const away = await fetch(`${origin}/saml/login?${query}`, { redirect: 'manual', headers: from });
  await away.arrayBuffer();
  const cookie = away.headers.getSetCookie().map((one) => one.split(';')[0]);
  const back = await fetch(`${origin}/saml/acs`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...from, cookie: cookie.join('; ') },
    body: new URLSearchParams({ SAMLResponse: idp.answer(away.headers.get('location') ?? '', person) }),
  });
  await back.arrayBuffer();
  const where = back.headers.get('location') ?? '';
  if (back.status !== 303 || where !== '/machines') {
    throw new Error(`${person} was not let in: ${back.status} ${where}`);
  }
}
