import { ChangeOwnKeys } from './saml/change-own-keys';
import { OwnKeys } from './saml/own-keys';
import { OwnServiceProvider } from './saml/own-service-provider';
import { PresentServiceProvider } from './saml/present-service-provider';
import { PublishMetadata } from './saml/publish-metadata';
import { UniversitySignOut } from '../university-sign-out';
import { AnswerLogoutRequest } from './saml/answer-logout-request';
import { CompleteLogout } from './saml/complete-logout';
import { RefuseLogout } from './saml/refuse-logout';
import { SamlLogout } from './saml/saml-logout';
import { SamlLogoutController } from './saml/saml-logout.controller';
import { ServiceProviderController } from './saml/service-provider.controller';
import { SamlController } from './saml/saml.controller';
import { SamlProvider } from './saml/saml.provider';

/** Every way to sign in; a new one is a line in each list. */
export const signInProviders = [SamlProvider];
export const signInControllers = [SamlController, ServiceProviderController, SamlLogoutController];
export const signInParts = [
  AnswerLogoutRequest,
  CompleteLogout,
  RefuseLogout,
  SamlLogout,
  { provide: UniversitySignOut, useExisting: SamlLogout },
  ChangeOwnKeys,
  OwnKeys,
  OwnServiceProvider,
  PresentServiceProvider,
  PublishMetadata,
];
