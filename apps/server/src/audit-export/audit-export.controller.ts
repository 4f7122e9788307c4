import { type ExportAudit as Wish, exportAuditSchema } from '@virlab/contracts';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentViewer, Log, Requires, sendTable, type Viewer } from '../platform/index';
import { ExportAudit } from './export-audit';

@ApiTags('audit')
@Controller('api/audit')
export class AuditExportController {
  constructor(
    private readonly exports: ExportAudit,
    private readonly log: Log,
  ) {}

  /** The trail for a spreadsheet, newest first; the reason is kept in it. */
  @Post('exports')
  @HttpCode(200)
  @Requires('audit.read')
  @ApiProduces('text/csv')
  async export(
    @Body({ schema: exportAuditSchema }) wish: Wish,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    const lines = await this.exports.run(wish, viewer);
    await sendTable(lines, { name: 'audit-trail.csv', response, log: this.log });
  }
}
