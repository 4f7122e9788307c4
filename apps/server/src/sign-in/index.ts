export { PendingSignInEntity } from './pending-sign-in.entity';
export { UsedAssertionEntity } from './used-assertion.entity';
