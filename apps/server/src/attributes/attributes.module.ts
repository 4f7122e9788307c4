import { Global, Module } from '@nestjs/common';
import { ReleasedAttributes } from './released-attributes';

const forOthers = [ReleasedAttributes];

/** Attribute rules and what sign-ins released. Global, since the policies room asks it by a port. */
@Global()
@Module({ providers: forOthers, exports: forOthers })
export class AttributesModule {}
