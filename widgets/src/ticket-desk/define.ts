import { TicketDesk } from './ticket-desk.ts';

TicketDesk.define('kinerja-ticket-desk');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-ticket-desk': TicketDesk;
  }
}
