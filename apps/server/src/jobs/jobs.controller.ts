import {
  type Job,
  type JobDetail,
  jobDetailSchema,
  jobSchema,
  type Jobs,
  jobsSchema,
  type JobsQuery,
  jobsQuerySchema,
  type NewJob,
  newJobSchema,
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
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Clock, CurrentViewer, Requires, type Viewer, VirlabError } from '../platform/index';
import { AskMany } from './ask-many';
import { CancelJob } from './cancel-job';
import type { JobEntity } from './job.entity';
import { JobStore } from './job-store';
import { PresentJob } from './present-job';
import { RetryJob } from './retry-job';

/** How long what has ended is listed. */
const LISTED_MS = 86_400_000;

/** What is asked of many machines at once. Whoever began it sees it, and who teaches its class. */
@ApiTags('jobs')
@Controller('api/jobs')
export class JobsController {
  constructor(
    private readonly ask: AskMany,
    private readonly cancel: CancelJob,
    private readonly retry: RetryJob,
    private readonly store: JobStore,
    private readonly present: PresentJob,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @Requires('signed-in')
  @ApiResponse({ status: 202, standardSchema: jobSchema })
  @SerializeOptions({ schema: jobSchema })
  start(@CurrentViewer() viewer: Viewer, @Body({ schema: newJobSchema }) wish: NewJob): Promise<Job> {
    return this.ask.run(viewer, wish);
  }

  @Get()
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: jobsSchema })
  @SerializeOptions({ schema: jobsSchema })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: jobsQuerySchema }) { class: classId }: JobsQuery,
  ): Promise<Jobs> {
    if (classId !== undefined && !viewer.teaches.includes(classId)) {
      throw new VirlabError('class-not-found', { detail: classId });
    }
    const since = new Date(this.clock.now().getTime() - LISTED_MS);
    const of = classId === undefined ? { byId: viewer.userId } : { classId };
    return { jobs: await this.present.runAll(await this.store.recent(of, since)) };
  }

  @Get(':id')
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: jobDetailSchema })
  @SerializeOptions({ schema: jobDetailSchema })
  async read(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<JobDetail> {
    return this.present.run(await this.seenBy(viewer, id));
  }

  /** Cancels what has not begun. */
  @Delete(':id')
  @Requires('signed-in')
  @ApiResponse({ status: 200, standardSchema: jobSchema })
  @SerializeOptions({ schema: jobSchema })
  async stop(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<Job> {
    const job = await this.seenBy(viewer, id);
    await this.cancel.run(viewer, job);
    return this.ask.carryOn(job);
  }

  /** Asks once more those that failed. */
  @Post(':id/retry')
  @HttpCode(202)
  @Requires('signed-in')
  @ApiResponse({ status: 202, standardSchema: jobSchema })
  @SerializeOptions({ schema: jobSchema })
  async again(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<Job> {
    const job = await this.seenBy(viewer, id);
    await this.retry.run(viewer, job);
    return this.ask.carryOn(job);
  }

  private async seenBy(viewer: Viewer, id: string): Promise<JobEntity> {
    const job = await this.store.get(id);
    const teaches = job.classId !== null && viewer.teaches.includes(job.classId);
    if (job.byId !== viewer.userId && !teaches) throw new VirlabError('job-not-found', { detail: id });
    return job;
  }
}
