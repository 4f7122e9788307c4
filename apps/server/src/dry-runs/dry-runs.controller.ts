import {
  type DryRun,
  type DryRunPeople,
  type DryRunPeopleQuery,
  dryRunPeopleQuerySchema,
  dryRunPeopleSchema,
  dryRunSchema,
  type DryRunTraces,
  dryRunTracesSchema,
  type NewDryRun,
  newDryRunSchema,
  type RuleMatches,
  type RuleMatchesQuery,
  ruleMatchesQuerySchema,
  ruleMatchesSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentViewer, Log, Requires, sendTable, StaysOpen, type Viewer } from '../platform/index';
import { CountRuleMatches } from './count-rule-matches';
import { DryRunStream } from './dry-run-stream';
import { DryRuns } from './dry-runs';
import { FindMoved } from './find-moved';
import { ReadDryRun } from './read-dry-run';
import { TraceMoved } from './trace-moved';
import { WritePeopleCsv } from './write-people-csv';

const tracesQuerySchema = z
  .object({ target: z.string().min(1).max(200).describe('such as `pool:linux-shell`') })
  .meta({ id: 'DryRunTracesQuery' });

/** What publishing would do, before it is done. Nothing is changed by any of it. */
@ApiTags('policy')
@Controller('api/policy')
export class DryRunsController {
  constructor(
    private readonly runs: DryRuns,
    private readonly read: ReadDryRun,
    private readonly stream: DryRunStream,
    private readonly find: FindMoved,
    private readonly csv: WritePeopleCsv,
    private readonly trace: TraceMoved,
    private readonly matches: CountRuleMatches,
    private readonly log: Log,
  ) {}

  /** Begins a dry run; one that tries the same already is answered instead. */
  @Post('dry-runs')
  @HttpCode(201)
  @Requires('policy.edit')
  @ApiResponse({ status: 201, standardSchema: dryRunSchema })
  @SerializeOptions({ schema: dryRunSchema })
  async start(
    @Body({ schema: newDryRunSchema }) { of }: NewDryRun,
    @CurrentViewer() viewer: Viewer,
  ): Promise<DryRun> {
    return this.read.presentLive(await this.runs.start(of, viewer));
  }

  /** How it stands. */
  @Get('dry-runs/:id')
  @Requires('policy.edit')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: dryRunSchema })
  @SerializeOptions({ schema: dryRunSchema })
  get(@Param('id') id: string): Promise<DryRun> {
    return this.read.get(id);
  }

  /** Server-sent events: each message is the dry run as it stands; the stream ends with it. */
  @Get('dry-runs/:id/events')
  @Requires('policy.edit')
  @StaysOpen()
  @ApiOperation({ summary: 'server-sent events: the dry run as it goes on, until it ended' })
  async events(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    // Who asks for the head alone would hold a stream open that never says anything (RFC 9110 section 9.3.2).
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    await this.stream.open(id, viewer, response);
  }

  /** Gives it up. One that ended already stays as it is. */
  @Delete('dry-runs/:id')
  @HttpCode(204)
  @Requires('policy.edit')
  async cancel(@Param('id') id: string): Promise<void> {
    const live = this.runs.find(id);
    if (!live) return void (await this.read.kept(id));
    live.cancel.abort();
    await live.ended;
  }

  /** Whose rights move, fifty at a time. */
  @Get('dry-runs/:id/people')
  @Requires('policy.edit')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: dryRunPeopleSchema })
  @SerializeOptions({ schema: dryRunPeopleSchema })
  people(
    @Param('id') id: string,
    @Query({ schema: dryRunPeopleQuerySchema }) query: DryRunPeopleQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<DryRunPeople> {
    return this.find.page(id, query, viewer);
  }

  /** The same, all of it, for a spreadsheet. */
  @Get('dry-runs/:id/people.csv')
  @Requires('policy.edit')
  @ApiOperation({ summary: 'whose rights move, as CSV' })
  async peopleCsv(
    @Param('id') id: string,
    @Query({ schema: dryRunPeopleQuerySchema }) query: DryRunPeopleQuery,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    const lines = await this.csv.run(id, query, viewer);
    const name = `dry-run-${id.slice(0, 8).replaceAll(/[^\w-]/g, '')}.csv`;
    await sendTable(lines, { name, response, log: this.log });
  }

  /** One person under both policies. The look is audited. */
  @Get('dry-runs/:id/people/:ref')
  @Requires('policy.edit')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: dryRunTracesSchema })
  @SerializeOptions({ schema: dryRunTracesSchema })
  person(
    @Param('id') id: string,
    @Param('ref') ref: string,
    @Query({ schema: tracesQuerySchema }) { target }: z.output<typeof tracesQuerySchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<DryRunTraces> {
    return this.trace.run(id, ref, target, viewer);
  }

  /** Whom a rule would match that is being written. */
  @Post('draft/matches')
  @HttpCode(200)
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: ruleMatchesSchema })
  @SerializeOptions({ schema: ruleMatchesSchema })
  ruleMatches(
    @Body({ schema: ruleMatchesQuerySchema }) query: RuleMatchesQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<RuleMatches> {
    return this.matches.run(query, viewer);
  }
}
