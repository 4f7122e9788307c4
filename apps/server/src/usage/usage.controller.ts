import { type Usage, type UsageQuery, usageQuerySchema, usageSchema } from '@virlab/contracts';
import { Controller, Get, Header, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ReadUsage } from './read-usage';
import { writeUsageCsv } from './write-usage-csv';

@ApiTags('usage')
@Controller('api')
export class UsageController {
  constructor(private readonly read: ReadUsage) {}

  /** Machine hours by class, pool or person: all for operators, of their own classes for who teaches. Audited. */
  @Get('usage')
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: usageSchema })
  @SerializeOptions({ schema: usageSchema })
  get(
    @Query({ schema: usageQuerySchema }) query: UsageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Usage> {
    return this.read.run(query, viewer);
  }

  /** The same for a spreadsheet. */
  @Get('usage.csv')
  @Requires('signed-in')
  @ApiOperation({ summary: 'machine hours by class, pool or person, as CSV' })
  async csv(
    @Query({ schema: usageQuerySchema }) query: UsageQuery,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    const text = writeUsageCsv(await this.read.run(query, viewer, 'csv'));
    response
      .status(200)
      .set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="usage-by-${query.by}-${query.from.slice(0, 10)}.csv"`,
        'Cache-Control': 'no-store',
      })
      .send(text);
  }
}
