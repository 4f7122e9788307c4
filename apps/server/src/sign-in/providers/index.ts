import { ChangeOwnKeys } from './saml/change-own-keys';
import { OwnKeys } from './saml/own-keys';
import { OwnServiceProvider } from './saml/own-service-provider';
import { PresentServiceProvider } from './saml/present-service-provider';
import { PublishMetadata } from './saml/publish-metadata';
import { ReleaseRules } from './saml/release-rules';
import { ServiceProviderController } from './saml/service-provider.controller';
import { SamlController } from './saml/saml.controller';
import { SamlProvider } from './saml/saml.provider';

/** Every way to sign in; a new one is a line in each list. */
export const signInProviders = [SamlProvider];
export const signInControllers = [SamlController, ServiceProviderController];
export const signInParts = [
  ChangeOwnKeys,
  OwnKeys,
  OwnServiceProvider,
  PresentServiceProvider,
  PublishMetadata,
  ReleaseRules,
];
