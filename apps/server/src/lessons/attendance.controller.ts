import {
  type Attendance,
  attendanceSchema,
  type ExportAttendance,
  exportAttendanceSchema,
  type ReadinessQuery,
  readinessQuerySchema,
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
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { AttendanceOf } from './attendance-of';

@ApiTags('classes')
@Controller('api/classes/:id/attendance')
export class AttendanceController {
  constructor(private readonly attendance: AttendanceOf) {}

  /** Who was there in the latest lesson, or in the chosen one. */
  @Get()
  @Requires('classes.teach')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: attendanceSchema })
  @SerializeOptions({ schema: attendanceSchema })
  read(
    @Param('id') id: string,
    @Query({ schema: readinessQuerySchema }) query: ReadinessQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Attendance> {
    return this.attendance.read(id, query, viewer);
  }

  /** The same for a spreadsheet; the reason is kept in the trail. */
  @Post('export')
  @HttpCode(200)
  @Requires('classes.teach')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  export(
    @Param('id') id: string,
    @Body({ schema: exportAttendanceSchema }) wish: ExportAttendance,
    @CurrentViewer() viewer: Viewer,
  ): Promise<string> {
    return this.attendance.csv(id, wish, viewer);
  }
}
