import {
  type Job,
  jobSchema,
  type Lesson,
  lessonSchema,
  type Lessons,
  lessonsSchema,
  type NewLesson,
  newLessonSchema,
  type Readiness,
  type ReadinessQuery,
  readinessQuerySchema,
  readinessSchema,
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
  Put,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { PlanLesson } from './plan-lesson';
import { PrepareClass } from './prepare-class';
import { presentLesson, PresentLessons } from './present-lessons';
import { ReadReadiness } from './read-readiness';

@ApiTags('classes')
@Controller('api/classes/:id')
export class LessonsController {
  constructor(
    private readonly present: PresentLessons,
    private readonly plan: PlanLesson,
    private readonly readiness: ReadReadiness,
    private readonly prepareClass: PrepareClass,
  ) {}

  /** The lessons of a class, and when they take place. */
  @Get('lessons')
  @Requires('classes.teach')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: lessonsSchema })
  @SerializeOptions({ schema: lessonsSchema })
  list(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Lessons> {
    return this.present.run(id, viewer);
  }

  @Post('lessons')
  @HttpCode(201)
  @Requires('classes.teach')
  @ApiResponse({ status: 201, standardSchema: lessonSchema })
  @SerializeOptions({ schema: lessonSchema })
  async add(
    @Param('id') id: string,
    @Body({ schema: newLessonSchema }) wanted: NewLesson,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Lesson> {
    return presentLesson(await this.plan.add(id, wanted, viewer));
  }

  @Put('lessons/:lesson')
  @Requires('classes.teach')
  @ApiResponse({ status: 200, standardSchema: lessonSchema })
  @SerializeOptions({ schema: lessonSchema })
  async change(
    @Param('id') id: string,
    @Param('lesson') lesson: string,
    @Body({ schema: newLessonSchema }) wanted: NewLesson,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Lesson> {
    return presentLesson(await this.plan.change(id, lesson, wanted, viewer));
  }

  @Delete('lessons/:lesson')
  @HttpCode(204)
  @Requires('classes.teach')
  remove(
    @Param('id') id: string,
    @Param('lesson') lesson: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<void> {
    return this.plan.remove(id, lesson, viewer);
  }

  /** How far the class is for its next lesson: who is ready, who is not, why, and whose turn it is. */
  @Get('readiness')
  @Requires('classes.teach')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: readinessSchema })
  @SerializeOptions({ schema: readinessSchema })
  ready(
    @Param('id') id: string,
    @Query({ schema: readinessQuerySchema }) query: ReadinessQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Readiness> {
    return this.readiness.run(id, query, viewer);
  }

  /** Begins a job that brings everything to run that is not ready. */
  @Post('prepare')
  @HttpCode(202)
  @Requires('classes.teach')
  @ApiResponse({ status: 202, standardSchema: jobSchema })
  @SerializeOptions({ schema: jobSchema })
  prepare(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Job> {
    return this.prepareClass.run(id, viewer);
  }
}
