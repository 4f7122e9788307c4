import { type ClassView, classViewSchema } from '@virlab/contracts';
import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ViewClass } from './view-class';

@ApiTags('classes')
@Controller('api/classes')
export class ClassViewController {
  constructor(private readonly view: ViewClass) {}

  /** A class with its people and their machines; for everybody else there is no such class. */
  @Get(':id')
  @Requires('signed-in')
  @ApiResponse({ status: 200, standardSchema: classViewSchema })
  @SerializeOptions({ schema: classViewSchema })
  get(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<ClassView> {
    return this.view.run(id, viewer);
  }
}
