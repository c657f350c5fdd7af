import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { endOf, localDate, type Period, startOf } from '../domain/period.ts';
import { TICKET_STATE_NAMES } from '../domain/ticket.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { exportedCategory, exportedWords } from './exported-cells.ts';
import { readReceived, type TicketView } from './read-ticket.ts';

interface Place {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: string | null;
}

/** What a row is made of beside its ticket. */
interface Surroundings {
  /** IANA time zone of the region. */
  readonly zone: string;
  readonly places: ReadonlyMap<string, Place>;
}

const KECAMATAN = 'kecamatan';

/** The kecamatan that a unit is, or is under. */
const kecamatanOf = (unitId: string, places: Surroundings['places']): string => {
  for (let place = places.get(unitId); place !== undefined; place = places.get(place.parentId ?? ''))
    if (place.kind === KECAMATAN) return place.name;
  return '';
};

/**
 * The columns of an extract of SP4N-LAPOR!, and how each follows from a ticket; empty where nothing is known. `tracking_id` is
 * that of LAPOR and nothing else: the receipt code is a key.
 */
const COLUMNS: Readonly<Record<string, (ticket: TicketView, surroundings: Surroundings) => string>> = {
  tanggal_masuk: ({ receivedAt }, { zone }) => localDate(receivedAt.getTime(), zone),
  dinas_tujuan: ({ unitId }, { places }) => places.get(unitId)?.name ?? '',
  kecamatan_final: ({ unitId }, { places }) => kecamatanOf(unitId, places),
  status: ({ state }) => TICKET_STATE_NAMES[state].id,
  kategori: exportedCategory,
  isi_laporan_awal: exportedWords,
  tracking_id: ({ laporId }) => laporId ?? '',
};

/** What goes out: a head and its rows. */
export interface ExportedTickets {
  readonly rows: readonly (readonly string[])[];
  readonly tickets: number;
  /** What was taken for spam and left out. */
  readonly spam: number;
}

/**
 * What the bound tenant was sent in a period, in the columns of SP4N-LAPOR!, with personal data masked and without spam; that it
 * went out is in the audit trail.
 */
export const exportTickets = async (
  context: Pick<Context, 'db' | 'now' | 'tenants'>,
  { period, exportedBy }: { readonly period: Period; readonly exportedBy: string },
): Promise<ExportedTickets> => {
  const { pool } = context.db;
  const zone = await zoneOf(context, boundTenant());
  const when = { from: new Date(startOf(period, zone)), until: new Date(endOf(period, zone)) };
  const received = await readReceived(context, { unitId: null, ...when });
  const { rows: places } = await pool.query<Place>(
    'select id, name, kind, parent_id as "parentId" from unit where tenant_id = $1',
    [boundTenant()],
  );
  const surroundings = { zone, places: new Map(places.map((place) => [place.id, place])) };
  const reports = received.filter(({ spamAt }) => spamAt === null);
  const cells = Object.values(COLUMNS);
  const spam = received.length - reports.length;
  await recordEvent(pool, {
    at: context.now(),
    actor: `operator ${exportedBy}`,
    action: 'tickets.exported',
    subject: `tickets ${period}`,
    detail: { period, tickets: reports.length, spam },
  });
  return {
    rows: [Object.keys(COLUMNS), ...reports.map((ticket) => cells.map((cellOf) => cellOf(ticket, surroundings)))],
    tickets: reports.length,
    spam,
  };
};
