import { pipeline } from 'node:stream/promises';
import { type ExportAudit as Wish, exportAuditSchema } from '@virlab/contracts';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ExportAudit } from './export-audit';

@ApiTags('audit')
@Controller('api/audit')
export class AuditExportController {
  constructor(private readonly exports: ExportAudit) {}

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
    response.status(200).set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="audit-trail.csv"',
      'Cache-Control': 'no-store',
    });
    // A reader that goes away is no fault of ours, and nothing can be told to it any more.
    await pipeline(lines, response).catch(() => undefined);
  }
}
