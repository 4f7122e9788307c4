import { type TargetHolders, targetHoldersSchema, type Why, whySchema } from '@virlab/contracts';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AuditRecorder } from '../audit/index';
import { actorOf } from '../identity/index';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ASK_LANGUAGES } from './ask-texts';
import { ExplainHolders } from './explain-holders';
import { ExplainRight } from './explain-right';

const whyQuerySchema = z
  .object({
    person: z.string().min(1).max(64).optional().describe('id of a known person; not needed with `audit`'),
    target: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('such as `pool:linux-shell`; with `audit` the right that the event was about when left out'),
    version: z.coerce.number().int().min(1).optional().describe('under this version, with what is known now'),
    decision: z.string().min(1).max(64).optional().describe('as it was decided then: id of a kept decision'),
    audit: z.coerce.number().int().min(1).optional().describe('as of this event of the trail'),
    lang: z.enum(ASK_LANGUAGES).default('en').describe('language of the text to send to the university'),
  })
  .refine(
    ({ audit, person, target }) => audit !== undefined || (person !== undefined && target !== undefined),
    {
      error: 'expected a person and a target, or an audit event',
      path: ['person'],
    },
  )
  .refine(
    ({ version, decision, audit }) =>
      [version, decision, audit].filter((one) => one !== undefined).length <= 1,
    { error: 'expected one of version, decision and audit', path: ['version'] },
  )
  .meta({ id: 'WhyQuery' });

const holdersQuerySchema = z
  .object({ target: z.string().min(1).max(200).describe('such as `pool:linux-shell`') })
  .meta({ id: 'TargetHoldersQuery' });

@ApiTags('policy')
@Controller('api/policy')
export class WhyController {
  constructor(
    private readonly explain: ExplainRight,
    private readonly explainHolders: ExplainHolders,
    private readonly audit: AuditRecorder,
  ) {}

  /** Who has a right, and by which rules. Names only for who may see people. */
  @Get('why/holders')
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: targetHoldersSchema })
  @SerializeOptions({ schema: targetHoldersSchema })
  holders(
    @Query({ schema: holdersQuerySchema }) { target }: z.output<typeof holdersQuerySchema>,
    @CurrentViewer() { abilities }: Viewer,
  ): Promise<TargetHolders> {
    return this.explainHolders.run(target, abilities.includes('people.read'));
  }

  /**
   * Why a person has, or has not, a right: now, under another version, or at a moment that is over. It tells what was
   * released about them, so the look is audited.
   */
  @Get('why')
  @Requires('people.read')
  @ApiResponse({ status: 200, standardSchema: whySchema })
  @SerializeOptions({ schema: whySchema })
  async why(
    @Query({ schema: whyQuerySchema }) query: z.output<typeof whyQuerySchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Why> {
    const { audit, person = '', target, lang, version, decision } = query;
    const why =
      audit === undefined
        ? await this.explain.run(person, target ?? '', lang, { version, decision })
        : await this.explain.ofEvent(audit, target, lang);
    await this.audit.record({
      kind: 'person.viewed',
      ...actorOf(viewer),
      subject: { kind: 'person', id: why.person.id, title: why.person.displayName },
      policyVersion: why.policyVersion,
      facts: {
        shown: 'explanation',
        target: `${why.target.kind}:${why.target.ref}`,
        ...(why.asOf?.kind === 'moment' ? { moment: why.asOf.at } : {}),
      },
    });
    return why;
  }
}
