import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClassEntity } from './class.entity';
import { Classes } from './classes';
import { SaveClass } from './save-class';

/** Classes: what they are called. */
@Module({
  imports: [TypeOrmModule.forFeature([ClassEntity])],
  providers: [Classes, SaveClass],
  exports: [Classes, SaveClass],
})
export class ClassesModule {}
