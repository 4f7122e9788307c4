export { ConsoleTicketEntity } from './console-ticket.entity';
