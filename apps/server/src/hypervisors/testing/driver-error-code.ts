import { expect } from 'vitest';
import { DriverError, type DriverErrorCode } from '../hypervisor-driver';

/** The code that a driver's call fails with; `none` when it does not. That it fails in any other way is a failed spec. */
export async function codeOf(call: Promise<unknown>): Promise<DriverErrorCode | 'none'> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return 'none';
  expect(error).toBeInstanceOf(DriverError);
  return (error as DriverError).code;
}
