import {
  type Announcement,
  announcementSchema,
  type Announcements as AnnouncementsAnswer,
  announcementsSchema,
  type NewAnnouncement,
  newAnnouncementSchema,
  type OwnAnnouncements,
  ownAnnouncementsSchema,
} from '@virlab/contracts';
import { Body, Controller, Get, Header, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { Announcements } from './announcements';

@ApiTags('classes')
@Controller('api')
export class AnnouncementsController {
  constructor(private readonly announcements: Announcements) {}

  /** What was announced to a class, and who has read it. */
  @Get('classes/:id/announcements')
  @Requires('classes.teach')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: announcementsSchema })
  @SerializeOptions({ schema: announcementsSchema })
  list(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<AnnouncementsAnswer> {
    return this.announcements.ofClass(id, viewer);
  }

  @Post('classes/:id/announcements')
  @HttpCode(201)
  @Requires('classes.teach')
  @ApiResponse({ status: 201, standardSchema: announcementSchema })
  @SerializeOptions({ schema: announcementSchema })
  send(
    @Param('id') id: string,
    @Body({ schema: newAnnouncementSchema }) wanted: NewAnnouncement,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Announcement> {
    return this.announcements.send(id, wanted, viewer);
  }

  /** What was announced to oneself and is not marked as read. */
  @Get('announcements')
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: ownAnnouncementsSchema })
  @SerializeOptions({ schema: ownAnnouncementsSchema })
  own(@CurrentViewer() viewer: Viewer): Promise<OwnAnnouncements> {
    return this.announcements.unreadOf(viewer);
  }

  @Post('announcements/:id/read')
  @HttpCode(204)
  @Requires('signed-in')
  read(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.announcements.markRead(id, viewer);
  }
}
