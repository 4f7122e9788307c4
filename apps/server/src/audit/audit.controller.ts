import { type AuditPage, auditPageSchema, type AuditQuery, auditQuerySchema } from '@virlab/contracts';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../platform/index';
import { ReadAuditPage } from './read-audit-page';

@ApiTags('audit')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly readPage: ReadAuditPage) {}

  /** The trail, newest first. */
  @Get()
  @Requires('audit.read')
  @ApiResponse({ status: 200, standardSchema: auditPageSchema })
  @SerializeOptions({ schema: auditPageSchema })
  read(@Query({ schema: auditQuerySchema }) query: AuditQuery): Promise<AuditPage> {
    return this.readPage.run(query);
  }
}
