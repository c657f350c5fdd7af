import { layOutTickets, TICKETS_ON_SHEET } from '../../gateway/src/poster/lay-out-tickets.ts';
import { writePdf } from '../../gateway/src/poster/write-pdf.ts';

/** A full sheet of queue tickets as PDF, of a service with a long name. */
export const ticketSheet = (tickets: readonly { readonly code: string; readonly address: string }[], now: Date) =>
  writePdf(
    layOutTickets({
      tenant: 'Kota Bandung',
      unit: 'Dago',
      service: 'Pelayanan umum '.repeat(6).trim(),
      sampleData: true,
      shortAddress: 'kinerja.bandung.go.id/nilai/3273-7K3M-9QXT',
      goodUntil: '26 Agustus 2026',
      tickets,
    }),
    now,
  );

export { TICKETS_ON_SHEET };
