import {
  type AttributeRulesFiles,
  attributeRulesFilesSchema,
  type AttributeRulesReport,
  attributeRulesReportSchema,
  type AttributeRulesTexts,
  attributeRulesTextsSchema,
  type AttributeRulesVersions,
  attributeRulesVersionsSchema,
  type NewAttributeRules,
  newAttributeRulesSchema,
  type PublishedAttributeRules,
  publishedAttributeRulesSchema,
  type ReleasedByProvider as ReleasedShape,
  releasedByProviderSchema,
  type SignInRecord,
  signInRecordSchema,
  type SignInRecords,
  type SignInRecordsQuery,
  signInRecordsQuerySchema,
  signInRecordsSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { CheckAttributeRules } from './check-attribute-rules';
import { PresentAttributeRules } from './present-attribute-rules';
import { PublishOnPage } from './publish-on-page';
import { ReadSignInRecords } from './read-sign-in-records';
import { ReleasedAttributes } from './released-attributes';
import { ViewSignIn } from './view-sign-in';

const releasedQuerySchema = z
  .object({ idp: z.string().min(1).max(1024).describe('entityID of an identity provider') })
  .meta({ id: 'ReleasedQuery' });

/** What identity providers release, and the rules by which it is read. */
@ApiTags('attributes')
@Controller('api/attributes')
export class AttributesController {
  constructor(
    private readonly records: ReadSignInRecords,
    private readonly view: ViewSignIn,
    private readonly released: ReleasedAttributes,
    private readonly rules: PresentAttributeRules,
    private readonly check: CheckAttributeRules,
    private readonly publishRules: PublishOnPage,
  ) {}

  /** The last sign-ins, newest first. */
  @Get('sign-ins')
  @Requires('attributes.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: signInRecordsSchema })
  @SerializeOptions({ schema: signInRecordsSchema })
  signIns(
    @Query({ schema: signInRecordsQuerySchema }) query: SignInRecordsQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<SignInRecords> {
    return this.records.run(query, viewer);
  }

  /** One sign-in, value by value. The look is audited. */
  @Get('sign-ins/:id')
  @Requires('attributes.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: signInRecordSchema })
  @SerializeOptions({ schema: signInRecordSchema })
  signIn(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<SignInRecord> {
    return this.view.run(id, viewer);
  }

  /** What an identity provider released at its last sign-ins, without values. */
  @Get('released')
  @Requires('attributes.read')
  @ApiResponse({ status: 200, standardSchema: releasedByProviderSchema })
  @SerializeOptions({ schema: releasedByProviderSchema })
  async releasedBy(
    @Query({ schema: releasedQuerySchema }) { idp }: z.output<typeof releasedQuerySchema>,
  ): Promise<ReleasedShape> {
    const { signIns, needed, released } = await this.released.ofProvider(idp);
    return {
      entityId: idp,
      signIns,
      needed: needed.map(({ id, came, lastAt }) => ({
        id,
        came,
        ...(lastAt ? { lastAt: lastAt.toISOString() } : {}),
      })),
      released: released.map(({ lastAt, ...one }) => ({ ...one, lastAt: lastAt.toISOString() })),
    };
  }

  /** The versions of the attribute rules. */
  @Get('rules')
  @Requires('attributes.read')
  @ApiResponse({ status: 200, standardSchema: attributeRulesVersionsSchema })
  @SerializeOptions({ schema: attributeRulesVersionsSchema })
  versions(): Promise<AttributeRulesVersions> {
    return this.rules.versions();
  }

  /** The two files of one version; 0 for the shipped ones. */
  @Get('rules/:version')
  @Requires('attributes.read')
  @ApiResponse({ status: 200, standardSchema: attributeRulesTextsSchema })
  @SerializeOptions({ schema: attributeRulesTextsSchema })
  version(@Param('version') version: string): Promise<AttributeRulesTexts> {
    return this.rules.texts(version);
  }

  /** What would be different with these files in force. Changes nothing. */
  @Post('rules/check')
  @HttpCode(200)
  @Requires('attributes.read')
  @ApiResponse({ status: 200, standardSchema: attributeRulesReportSchema })
  @SerializeOptions({ schema: attributeRulesReportSchema })
  report(
    @Body({ schema: attributeRulesFilesSchema }) { map, policy }: AttributeRulesFiles,
  ): Promise<AttributeRulesReport> {
    return this.check.run({ mapXml: map, policyXml: policy });
  }

  /** Puts these files in force, from the next sign-in on. */
  @Post('rules')
  @HttpCode(200)
  @Requires('attributes.publish')
  @ApiResponse({ status: 200, standardSchema: publishedAttributeRulesSchema })
  @SerializeOptions({ schema: publishedAttributeRulesSchema })
  publish(
    @Body({ schema: newAttributeRulesSchema }) wanted: NewAttributeRules,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PublishedAttributeRules> {
    return this.publishRules.run(wanted, viewer);
  }
}
