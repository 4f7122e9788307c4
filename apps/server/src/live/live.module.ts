import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index';
import { MachinesModule } from '../machines/index';
import { LiveController } from './live.controller';
import { LiveStreams } from './live-streams';

@Module({
  imports: [IdentityModule, MachinesModule],
  controllers: [LiveController],
  providers: [LiveStreams],
})
export class LiveModule {}
