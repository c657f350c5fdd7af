import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { keyHere } from '../development/here.ts';
import { daysOf, endOf, localDate, type Period, startOf } from '../domain/period.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import { inLanguage } from '../domain/text.ts';
import { TICKET_STATE_NAMES, type TicketOutcome } from '../domain/ticket.ts';
import { type DigitalService, digitalServicesOf, type TicketKind } from '../domain/ticket-policy.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { exportedCategory, exportedWords } from './exported-cells.ts';
import { readReceived, type TicketView } from './read-ticket.ts';
import { ticketPolicies } from './ticket-policies.ts';

/** Comments of ratings go out from so many on: with fewer it could be told whose they are (TRUST 4.3). */
export const FEWEST_COMMENTS = 5;

const KINDS: Readonly<Record<TicketKind, string>> = {
  COMPLAINT: 'Pengaduan',
  ASPIRATION: 'Aspirasi',
  INFORMATION_REQUEST: 'Permintaan informasi',
};
const OUTCOMES: Readonly<Record<TicketOutcome, string>> = { FIXED: 'sudah beres', NOT_FIXED: 'belum beres' };

interface BacklogRow {
  readonly layanan_digital: string;
  readonly jenis: string;
  /** The day; of a comment only the period, so that it does not tell who was there. */
  readonly masuk: string;
  readonly unit: string;
  readonly layanan: string;
  readonly kategori: string;
  readonly status: string;
  readonly hasil_menurut_pelapor: string;
  readonly isi: string;
}

const COLUMNS = [
  'layanan_digital',
  'jenis',
  'masuk',
  'unit',
  'layanan',
  'kategori',
  'status',
  'hasil_menurut_pelapor',
  'isi',
] as const satisfies readonly (keyof BacklogRow)[];

/** What goes out: a head and its rows. */
export interface ExportedBacklog {
  readonly rows: readonly (readonly string[])[];
  readonly tickets: number;
  readonly comments: number;
  /** Reports of the period that belong to no digital service. */
  readonly untagged: number;
  /** Digital services of which there were comments, but too few of them. */
  readonly withheldComments: readonly string[];
}

interface CommentRow {
  readonly comment: string;
  readonly service: string;
  readonly unit: string;
}

/** In an order that does not tell which came first. */
const COMMENTS = `
  select comment, service.name as service, unit.name as unit
  from feedback
  join service on service.tenant_id = $1 and service.id = feedback.service_id
  join unit on unit.tenant_id = $1 and unit.id = feedback.unit_id
  where feedback.tenant_id = $1 and service_id = any($2) and counted_on between $3 and $4
    and feedback.kind = 'RATING' and comment is not null
  order by md5(feedback.id::text)`;

interface NameRow {
  readonly id: string;
  readonly name: string;
}

const namesOf = async (
  pool: Context['db']['pool'],
  table: 'service' | 'unit',
): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await pool.query<NameRow>(`select id, name from ${table} where tenant_id = $1`, [boundTenant()]);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

const servicesBehind = ({ services = [] }: DigitalService): readonly string[] =>
  services.flatMap((id) => keyHere(id, 'Service') ?? []);

/** The digital service that a ticket is about: what the office said, else what its service is used through. */
const belongsTo = (
  { digitalService, serviceId }: Pick<TicketView, 'digitalService' | 'serviceId'>,
  services: readonly DigitalService[],
): string | undefined => digitalService ?? services.find((service) => servicesBehind(service).includes(serviceId))?.key;

/**
 * What was said in a period of the apps and sites of the bound tenant, by digital service and in time: reports that were tagged
 * with one, and reports and comments of ratings about services that are used through one. With personal data masked, without
 * spam and hidden words; that it went out is in the audit trail.
 */
export const exportBacklog = async (
  context: Pick<Context, 'db' | 'now' | 'tenants'>,
  { period, exportedBy }: { readonly period: Period; readonly exportedBy: string },
): Promise<ExportedBacklog> => {
  const { pool } = context.db;
  const services = digitalServicesOf((await ticketPolicies(pool))(context.now()));
  const zone = await zoneOf(context, boundTenant());
  const when = { from: new Date(startOf(period, zone)), until: new Date(endOf(period, zone)) };
  const reports = (await readReceived(context, { unitId: null, ...when })).filter(({ spamAt }) => spamAt === null);
  const unitNames = await namesOf(pool, 'unit');
  const serviceNames = await namesOf(pool, 'service');
  // A tag that the policy has no more is no reason to lose what was said.
  const retired = reports.flatMap(({ digitalService }) => digitalService ?? []);
  const keys = new Set([...services.map(({ key }) => key), ...retired.toSorted()]);
  const { first, last } = daysOf(period);
  const rows: BacklogRow[] = [];
  const withheldComments: string[] = [];
  let comments = 0;
  for (const key of keys) {
    const service = services.find((one) => one.key === key);
    const label = service === undefined ? key : inLanguage(service.label);
    const own = reports.filter((ticket) => belongsTo(ticket, services) === key);
    rows.push(
      ...own.map((ticket) => ({
        layanan_digital: label,
        jenis: KINDS[ticket.kind],
        masuk: localDate(ticket.receivedAt.getTime(), zone),
        unit: unitNames.get(ticket.unitId) ?? '',
        layanan: serviceNames.get(ticket.serviceId) ?? '',
        kategori: exportedCategory(ticket),
        status: TICKET_STATE_NAMES[ticket.state].id,
        hasil_menurut_pelapor: ticket.outcome === null ? '' : OUTCOMES[ticket.outcome],
        isi: exportedWords(ticket),
      })),
    );
    if (service === undefined) continue;
    const { rows: said } = await pool.query<CommentRow>(COMMENTS, [
      boundTenant(),
      servicesBehind(service),
      first,
      last,
    ]);
    if (said.length > 0 && said.length < FEWEST_COMMENTS) withheldComments.push(label);
    if (said.length < FEWEST_COMMENTS) continue;
    comments += said.length;
    rows.push(
      ...said.map(({ comment, ...place }) => ({
        layanan_digital: label,
        jenis: 'Komentar penilaian',
        masuk: period,
        unit: place.unit,
        layanan: place.service,
        kategori: '',
        status: '',
        hasil_menurut_pelapor: '',
        isi: maskPersonalData(comment),
      })),
    );
  }
  const tickets = rows.length - comments;
  await recordEvent(pool, {
    at: context.now(),
    actor: `operator ${exportedBy}`,
    action: 'backlog.exported',
    subject: `backlog ${period}`,
    detail: { period, tickets, comments },
  });
  return {
    rows: [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))],
    tickets,
    comments,
    untagged: reports.length - tickets,
    withheldComments,
  };
};
