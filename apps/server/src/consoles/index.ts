export { ConsoleTicketEntity } from './console-ticket.entity';
export { ConsolesModule } from './consoles.module';
