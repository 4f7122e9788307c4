export { PendingLogoutEntity } from './pending-logout.entity';
export { PendingSignInEntity } from './pending-sign-in.entity';
export { SignInModule } from './sign-in.module';
export { UsedAssertionEntity } from './used-assertion.entity';
