import {
  type EndedSessions,
  endedSessionsSchema,
  type People,
  peopleSchema,
  type PersonDetail,
  personDetailSchema,
} from '@virlab/contracts';
import { Controller, Delete, Get, Param, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { EndSessions } from './end-sessions';
import { presentSummary } from './person.presenter';
import { ReadPeople } from './read-people';
import { ViewPerson } from './view-person';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly people: ReadPeople,
    private readonly view: ViewPerson,
    private readonly endSessions: EndSessions,
  ) {}

  /** Everybody known, and what they have. */
  @Get()
  @Requires('people.read')
  @ApiResponse({ status: 200, standardSchema: peopleSchema })
  @SerializeOptions({ schema: peopleSchema })
  async list(): Promise<People> {
    return { people: (await this.people.all()).map(presentSummary) };
  }

  /** One person: what was released, what was dropped, what they have and why. */
  @Get(':id')
  @Requires('people.read')
  @ApiResponse({ status: 200, standardSchema: personDetailSchema })
  @SerializeOptions({ schema: personDetailSchema })
  get(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<PersonDetail> {
    return this.view.run(id, viewer);
  }

  /** Signs one person out everywhere. */
  @Delete(':id/sessions')
  @Requires('people.sign-out')
  @ApiResponse({ status: 200, standardSchema: endedSessionsSchema })
  @SerializeOptions({ schema: endedSessionsSchema })
  async signOut(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<EndedSessions> {
    return { ended: await this.endSessions.run(id, viewer) };
  }
}
