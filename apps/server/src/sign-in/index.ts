export { PendingLogoutEntity } from './pending-logout.entity';
export { ChangeOwnKeys } from './providers/saml/change-own-keys';
export { KeyFileFault } from './providers/saml/key-files';
export { OwnKeys } from './providers/saml/own-keys';
export { PendingSignInEntity } from './pending-sign-in.entity';
export { SignInModule } from './sign-in.module';
export { UsedAssertionEntity } from './used-assertion.entity';
