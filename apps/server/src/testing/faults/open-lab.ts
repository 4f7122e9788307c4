import { DRIVER_KINDS } from '../../hypervisors/index';
import { hastyLibvirtKind } from '../../hypervisors/testing/hasty-libvirt';
import { SessionEntity } from '../../identity/index';
import { Clock } from '../../platform/index';
import { createTestApp, type TestApp, type TestAppOptions } from '../create-test-app';
import type { TestPerson } from '../sign-in-directly';
import { LabClient } from './lab-client';

/** Longer than any spec: there is no policy here that could be asked again what somebody may. */
const RIGHTS_HOLD_MS = 3_600_000;

/** The whole server for real hosts: time goes by as it does for guests, and a host that hangs is found out soon. */
export function openLab(options: Pick<TestAppOptions, 'environment'> = {}): Promise<TestApp> {
  return createTestApp({
    ...options,
    override: (builder) =>
      builder
        .overrideProvider(Clock)
        .useValue(new Clock())
        .overrideProvider(DRIVER_KINDS)
        .useValue([hastyLibvirtKind]),
  });
}

/** Somebody with rights that last as long as the spec, and their page. */
export async function openClient(
  test: TestApp,
  entitlements: NonNullable<TestPerson['entitlements']>,
): Promise<LabClient> {
  const { cookie, session } = await test.signIn({ entitlements });
  const rightsCheckedAt = new Date(Date.now() + RIGHTS_HOLD_MS);
  await test.source.getRepository(SessionEntity).update({ id: session.id }, { rightsCheckedAt });
  return LabClient.open(test.origin, cookie);
}
