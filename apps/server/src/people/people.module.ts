import { Module } from '@nestjs/common';
import { ClassesModule } from '../classes/index';
import { ConsolesModule } from '../consoles/index';
import { FederationModule } from '../federation/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { LessonsModule } from '../lessons/index';
import { MachinesModule } from '../machines/index';
import { PoolsModule } from '../pools/index';
import { ClassViewController } from './class-view.controller';
import { EndSessions } from './end-sessions';
import { PeopleController } from './people.controller';
import { ReadPeople } from './read-people';
import { ViewClass } from './view-class';
import { ViewPerson } from './view-person';

/** Pages about people: who has what, one person, a class. */
@Module({
  imports: [
    ...[ClassesModule, ConsolesModule, FederationModule, HypervisorsModule],
    ...[IdentityModule, LessonsModule, MachinesModule, PoolsModule],
  ],
  controllers: [ClassViewController, PeopleController],
  providers: [EndSessions, ReadPeople, ViewClass, ViewPerson],
})
export class PeopleModule {}
