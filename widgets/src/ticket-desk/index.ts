import './define.ts';

export { TicketDesk } from './ticket-desk.ts';
