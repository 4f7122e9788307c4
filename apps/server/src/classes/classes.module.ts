import { Module } from '@nestjs/common';
import { Classes } from './classes';
import { SaveClass } from './save-class';

/** Classes: what they are called. */
@Module({ providers: [Classes, SaveClass], exports: [Classes, SaveClass] })
export class ClassesModule {}
