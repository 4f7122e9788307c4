import {
  type ActOnMachine,
  actOnMachineSchema,
  type Machine,
  type MachineList,
  machineListSchema,
  machineSchema,
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
  SerializeOptions,
  StreamableFile,
} from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ActOnMachine as ActOnMachineOperation } from './act-on-machine';
import { ListMachines } from './list-machines';
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
    return this.present.run(machine, viewer);
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

  @Get(':id/screen')
  @Requires('machines.own')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('image/png')
  async picture(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.screen.run(viewer, id), { type: 'image/png' });
  }
}
