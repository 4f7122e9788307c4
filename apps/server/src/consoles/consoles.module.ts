import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { MachinesModule } from '../machines/index';
import { ConsoleGateway } from './console-gateway';
import { ConsolesController } from './consoles.controller';
import { IssueTicket } from './issue-ticket';
import { OpenConsoles } from './open-consoles';
import { RedeemTicket } from './redeem-ticket';

@Module({
  imports: [AuditModule, HypervisorsModule, IdentityModule, MachinesModule],
  controllers: [ConsolesController],
  providers: [ConsoleGateway, IssueTicket, OpenConsoles, RedeemTicket],
  exports: [OpenConsoles],
})
export class ConsolesModule {}
