import {
  type ActOnLab as LabAction,
  actOnLabSchema,
  type LabMachines,
  labMachinesSchema,
  type Machine,
  machineSchema,
  type TakeMachine as Take,
  takeMachineSchema,
  type TakenMachine,
  takenMachineSchema,
} from '@virlab/contracts';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../../platform/index';
import { ActOnLab } from '../act-on-lab';
import { ChangeTerms } from './change-terms';
import { PresentMachine } from '../present-machine';
import { TakeMachine } from '../allotment/take-machine';

/** Whose a machine is and for how long: taken, renewed, put off, given back; and labs as one. */
@ApiTags('machines')
@Controller('api/machines')
export class TermsController {
  constructor(
    private readonly take: TakeMachine,
    private readonly terms: ChangeTerms,
    private readonly lab: ActOnLab,
    private readonly present: PresentMachine,
  ) {}

  @Post('taken')
  @HttpCode(200)
  @Requires('machines.own')
  @ApiResponse({ status: 200, standardSchema: takenMachineSchema })
  @SerializeOptions({ schema: takenMachineSchema })
  async taken(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: takeMachineSchema }) { pool }: Take,
  ): Promise<TakenMachine> {
    const taken = await this.take.run(viewer, pool);
    if ('waiting' in taken) return taken;
    return { machine: await this.present.run(taken.machine, viewer) };
  }

  @Post(':id/lease')
  @HttpCode(200)
  @Requires('machines.own')
  @ApiResponse({ status: 200, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async renew(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<Machine> {
    return this.present.run(await this.terms.renew(viewer, id), viewer);
  }

  @Post(':id/not-yet')
  @HttpCode(200)
  @Requires('machines.own')
  @ApiResponse({ status: 200, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async notYet(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<Machine> {
    return this.present.run(await this.terms.notYet(viewer, id), viewer);
  }

  @Post(':id/give-back')
  @HttpCode(204)
  @Requires('machines.own')
  giveBack(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.terms.giveBack(viewer, id);
  }

  @Post(':id/lab')
  @HttpCode(202)
  @Requires('machines.own')
  @ApiResponse({ status: 202, standardSchema: labMachinesSchema })
  @SerializeOptions({ schema: labMachinesSchema })
  async orderLab(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body({ schema: actOnLabSchema }) { action }: LabAction,
  ): Promise<LabMachines> {
    return { machines: await this.present.runAll(await this.lab.run(viewer, id, action), viewer) };
  }
}
