import { type Why, whySchema } from '@virlab/contracts';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AuditRecorder } from '../audit/index';
import { sessionRefOf } from '../identity/index';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ASK_LANGUAGES } from './ask-texts';
import { ExplainRight } from './explain-right';

const whyQuerySchema = z
  .object({
    person: z.string().min(1).max(64).describe('id of a known person'),
    target: z.string().min(1).max(200).describe('such as `pool:linux-shell`'),
    lang: z.enum(ASK_LANGUAGES).default('en').describe('language of the text to send to the university'),
  })
  .meta({ id: 'WhyQuery' });

@ApiTags('policy')
@Controller('api/policy')
export class WhyController {
  constructor(
    private readonly explain: ExplainRight,
    private readonly audit: AuditRecorder,
  ) {}

  /** Why a person has, or has not, a right. It tells what was released about them, so the look is audited. */
  @Get('why')
  @Requires('people.read')
  @ApiResponse({ status: 200, standardSchema: whySchema })
  @SerializeOptions({ schema: whySchema })
  async why(
    @Query({ schema: whyQuerySchema }) query: z.output<typeof whyQuerySchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Why> {
    const why = await this.explain.run(query.person, query.target, query.lang);
    await this.audit.record({
      kind: 'person.viewed',
      actor: { id: viewer.userId, displayName: viewer.displayName, as: viewer.roles.join(', ') || 'person' },
      subject: { kind: 'person', id: why.person.id, title: why.person.displayName },
      sessionRef: sessionRefOf({ id: viewer.sessionId }),
      policyVersion: why.policyVersion,
      facts: { shown: 'explanation', target: query.target },
    });
    return why;
  }
}
