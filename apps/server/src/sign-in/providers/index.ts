import { ChangeOwnKeys } from './saml/change-own-keys';
import { OwnKeys } from './saml/own-keys';
import { OwnServiceProvider } from './saml/own-service-provider';
import { ReleaseRules } from './saml/release-rules';
import { SamlController } from './saml/saml.controller';
import { SamlProvider } from './saml/saml.provider';

/** Every way to sign in; a new one is a line in each list. */
export const signInProviders = [SamlProvider];
export const signInControllers = [SamlController];
export const signInParts = [ChangeOwnKeys, OwnKeys, OwnServiceProvider, ReleaseRules];
