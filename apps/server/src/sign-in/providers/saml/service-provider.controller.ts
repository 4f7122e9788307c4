import { type ServiceProvider, serviceProviderSchema } from '@virlab/contracts';
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../../platform/index';
import { PresentServiceProvider } from './present-service-provider';

@ApiTags('federations')
@Controller('api/service-provider')
export class ServiceProviderController {
  constructor(private readonly present: PresentServiceProvider) {}

  /** What we are to a federation, what is still missing before we can join one, and a text ready to send. */
  @Get()
  @Requires('federation.read')
  @ApiResponse({ status: 200, standardSchema: serviceProviderSchema })
  @SerializeOptions({ schema: serviceProviderSchema })
  read(): Promise<ServiceProvider> {
    return this.present.run();
  }
}
