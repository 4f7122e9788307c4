import { Global, Module } from '@nestjs/common';
import { ClassesModule } from '../classes/index';
import { FederationModule } from '../federation/index';
import { IdentityModule } from '../identity/index';
import { KnownAttributes } from '../policies/index';
import { AttributeRules } from './attribute-rules';
import { AttributesController } from './attributes.controller';
import { CheckAttributeRules } from './check-attribute-rules';
import { GuardIdentityAdmins } from './guard-identity-admins';
import { PresentAttributeRules } from './present-attribute-rules';
import { PresentUniversityAsk } from './present-university-ask';
import { PublishAttributeRules } from './publish-attribute-rules';
import { PublishOnPage } from './publish-on-page';
import { ReadSignInRecords } from './read-sign-in-records';
import { RecordSignIn } from './record-sign-in';
import { ReleasedAttributes } from './released-attributes';
import { SignInInputs } from './sign-in-inputs';
import { SweepSignInRecords } from './sweep-sign-in-records';
import { ViewSignIn } from './view-sign-in';

const forOthers = [
  AttributeRules,
  PresentUniversityAsk,
  PublishAttributeRules,
  RecordSignIn,
  ReleasedAttributes,
  SignInInputs,
];

/** Attribute rules and what sign-ins released. Global, since the policies room asks it by a port. */
@Global()
@Module({
  imports: [ClassesModule, FederationModule, IdentityModule],
  controllers: [AttributesController],
  providers: [
    ...forOthers,
    CheckAttributeRules,
    GuardIdentityAdmins,
    PresentAttributeRules,
    PublishOnPage,
    ReadSignInRecords,
    SweepSignInRecords,
    ViewSignIn,
    { provide: KnownAttributes, useExisting: AttributeRules },
  ],
  exports: [...forOthers, KnownAttributes],
})
export class AttributesModule {}
