import {
  type Host,
  hostChangeSchema,
  type HostCheck,
  hostCheckRequestSchema,
  hostCheckSchema,
  type HostDrain,
  hostDrainSchema,
  hostModeChangeSchema,
  hostSchema,
  hostTestRequestSchema,
  newHostSchema,
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
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { ListHosts } from '../machines/index';
import { CurrentViewer, Requires, StaysOpen, type Viewer } from '../platform/index';
import { AddHost } from './add-host';
import { ChangeHost } from './change-host';
import { ChangeMode } from './change-mode';
import { CheckHostSettings } from './check-host-settings';
import { DropHost } from './drop-host';
import { HostTestStream } from './host-test-stream';
import { HostTests } from './host-tests';
import { PreviewDrain } from './preview-drain';

@ApiTags('hosts')
@Controller('api/hosts')
export class HostsAdminController {
  constructor(
    private readonly list: ListHosts,
    private readonly settings: CheckHostSettings,
    private readonly tests: HostTests,
    private readonly stream: HostTestStream,
    private readonly addHost: AddHost,
    private readonly changeHost: ChangeHost,
    private readonly dropHost: DropHost,
    private readonly changeMode: ChangeMode,
    private readonly preview: PreviewDrain,
  ) {}

  /** Says what is wrong with settings while they are typed. The host is not asked. */
  @Post('check')
  @HttpCode(200)
  @Requires('hosts.write')
  @ApiResponse({ status: 200, standardSchema: hostCheckSchema })
  @SerializeOptions({ schema: hostCheckSchema })
  check(
    @Body({ schema: hostCheckRequestSchema }) { id, ...place }: z.output<typeof hostCheckRequestSchema>,
  ): Promise<HostCheck> {
    return this.settings.run(place, id);
  }

  /** Tries a host before it is saved: one line of JSON for each state of the test, the last one `finished`. */
  @Post('test')
  @Requires('hosts.write')
  @StaysOpen()
  @ApiOperation({ summary: 'NDJSON: a test of a host as it goes on, until it is finished' })
  async test(
    @Body({ schema: hostTestRequestSchema }) wish: z.output<typeof hostTestRequestSchema>,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    await this.stream.send(await this.tests.begin(wish, viewer), response);
  }

  /** Registers a host; it need not answer. */
  @Post()
  @Requires('hosts.write')
  @ApiResponse({ status: 201, standardSchema: hostSchema })
  @SerializeOptions({ schema: hostSchema })
  async add(
    @Body({ schema: newHostSchema }) wanted: z.output<typeof newHostSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Host> {
    await this.addHost.run(wanted, viewer);
    return this.list.one(wanted.id);
  }

  /** One host. */
  @Get(':id')
  @Requires('hosts.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: hostSchema })
  @SerializeOptions({ schema: hostSchema })
  one(@Param('id') id: string): Promise<Host> {
    return this.list.one(id);
  }

  /** Changes a host, if nobody saved it since it was read. */
  @Put(':id')
  @Requires('hosts.write')
  @ApiResponse({ status: 200, standardSchema: hostSchema })
  @SerializeOptions({ schema: hostSchema })
  async change(
    @Param('id') id: string,
    @Body({ schema: hostChangeSchema }) change: z.output<typeof hostChangeSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Host> {
    await this.changeHost.run(id, change, viewer);
    return this.list.one(id);
  }

  /** Forgets a host; refused while machines are on it or pools name it. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('hosts.write')
  remove(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.dropHost.run(id, viewer);
  }

  /** What draining would mean for each of its machines. */
  @Get(':id/drain')
  @Requires('hosts.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: hostDrainSchema })
  @SerializeOptions({ schema: hostDrainSchema })
  drain(@Param('id') id: string): Promise<HostDrain> {
    return this.preview.run(id);
  }

  /** Drains a host, puts it into maintenance, or puts it back. */
  @Put(':id/mode')
  @Requires('hosts.write')
  @ApiResponse({ status: 200, standardSchema: hostSchema })
  @SerializeOptions({ schema: hostSchema })
  async mode(
    @Param('id') id: string,
    @Body({ schema: hostModeChangeSchema }) wish: z.output<typeof hostModeChangeSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Host> {
    await this.changeMode.run(id, wish, viewer);
    return this.list.one(id);
  }
}
