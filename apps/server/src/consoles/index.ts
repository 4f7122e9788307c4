export { ConsoleTicketEntity } from './console-ticket.entity';
export { ConsolesModule } from './consoles.module';
export { OpenConsoles } from './open-consoles';
