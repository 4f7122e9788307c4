import {
  type NewPolicyImport,
  newPolicyImportSchema,
  type PolicyImport,
  policyImportSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Post,
  Query,
  SerializeOptions,
  StreamableFile,
} from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Requires } from '../platform/index';
import { ExportPolicy } from './export-policy';
import { ReadImport } from './read-import';

const exportQuerySchema = z
  .object({
    of: z.enum(['published', 'draft']).default('published'),
    format: z.literal('yaml').default('yaml'),
  })
  .meta({ id: 'ExportPolicyQuery' });

/** Foreign files as rules, and the policy as a file. */
@ApiTags('policy')
@Controller('api/policy')
export class PolicyImportsController {
  constructor(
    private readonly readImport: ReadImport,
    private readonly exportPolicy: ExportPolicy,
  ) {}

  /** What a file would become. Nothing is kept. */
  @Post('imports')
  @HttpCode(200)
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyImportSchema })
  @SerializeOptions({ schema: policyImportSchema })
  read(@Body({ schema: newPolicyImportSchema }) file: NewPolicyImport): Promise<PolicyImport> {
    return this.readImport.run(file);
  }

  /** The published policy, or the draft, with its test cases as a resource file. */
  @Get('export')
  @Requires('policy.read')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('text/yaml')
  @ApiResponse({ status: 200, description: 'a resource file' })
  async export(
    @Query({ schema: exportQuerySchema }) { of }: z.output<typeof exportQuerySchema>,
  ): Promise<StreamableFile> {
    const { fileName, yaml } = await this.exportPolicy.run(of);
    return new StreamableFile(Buffer.from(yaml, 'utf8'), {
      type: 'text/yaml; charset=utf-8',
      disposition: `attachment; filename="${fileName}"`,
    });
  }
}
