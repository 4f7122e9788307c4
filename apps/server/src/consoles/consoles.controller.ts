import { type ConsoleTicket, consoleTicketSchema, openConsoleSchema } from '@virlab/contracts';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { IssueTicket } from './issue-ticket';

@ApiTags('machines')
@Controller('api/machines')
export class ConsolesController {
  constructor(private readonly issueTicket: IssueTicket) {}

  @Post(':id/console')
  @HttpCode(200)
  @Requires('machines.own')
  @ApiResponse({ status: 200, standardSchema: consoleTicketSchema })
  @SerializeOptions({ schema: consoleTicketSchema })
  open(
    @CurrentViewer() viewer: Viewer,
    @Param('id') machineId: string,
    @Body({ schema: openConsoleSchema }) body: z.output<typeof openConsoleSchema>,
  ): Promise<ConsoleTicket> {
    return this.issueTicket.run(viewer, machineId, body.mode);
  }
}
