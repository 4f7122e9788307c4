import {
  type ActOnMachine,
  actOnMachineSchema,
  type Machine,
  type MachineList,
  machineListSchema,
  machineSchema,
  type ScreenQuery,
  screenQuerySchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  SerializeOptions,
  StreamableFile,
} from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ActOnMachine as ActOnMachineOperation } from './act-on-machine';
import { ListMachines } from './list-machines';
import { ClassLessons } from './terms/class-lessons';
import { Machines } from './machines';
import { PresentMachine } from './present-machine';
import { ReadScreen } from './read-screen';

@ApiTags('machines')
@Controller('api/machines')
export class MachinesController {
  constructor(
    private readonly list: ListMachines,
    private readonly machines: Machines,
    private readonly present: PresentMachine,
    private readonly act: ActOnMachineOperation,
    private readonly screen: ReadScreen,
    private readonly lessons: ClassLessons,
  ) {}

  @Get()
  @Requires('machines.own')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: machineListSchema })
  @SerializeOptions({ schema: machineListSchema })
  own(@CurrentViewer() viewer: Viewer, @Headers('accept-language') language?: string): Promise<MachineList> {
    return this.list.run(viewer, language?.toLowerCase().startsWith('pt') ? 'pt' : 'en');
  }

  @Get(':id')
  @Requires('machines.own')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async one(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<Machine> {
    const { machine } = await this.machines.seenBy(viewer, id);
    const [presented] = await this.lessons.with([await this.present.run(machine, viewer)]);
    if (!presented) throw new Error(`machine ${id} was not presented`);
    return presented;
  }

  @Post(':id/actions')
  @HttpCode(202)
  @Requires('machines.own')
  @ApiResponse({ status: 202, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async order(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body({ schema: actOnMachineSchema }) { action }: ActOnMachine,
  ): Promise<Machine> {
    return this.present.run(await this.act.run(viewer, id, action), viewer);
  }

  /** The screen as a picture; 304 without one when it is that of `If-None-Match` still. */
  @Get(':id/screen')
  @Requires('machines.own')
  // Whoever asks keeps it in memory: on a shared computer no screen of somebody's machine stays on the disk.
  @Header('Cache-Control', 'no-store')
  @ApiProduces('image/png')
  async picture(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query({ schema: screenQuerySchema }) { size }: ScreenQuery,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-none-match') known = '',
  ): Promise<StreamableFile | undefined> {
    const { tag, png } = await this.screen.run(viewer, id, size);
    const entityTag = `"${tag}"`;
    response.setHeader('ETag', entityTag);
    if (!known.split(',').some((one) => one.trim().replace(/^W\//, '') === entityTag)) {
      return new StreamableFile(png, { type: 'image/png' });
    }
    response.status(304);
    return undefined;
  }
}
