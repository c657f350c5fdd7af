import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { keyHere } from '../development/here.ts';
import { daysOf, endOf, localDate, type Period, startOf } from '../domain/period.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import { MIN_COMMENTS } from '../domain/protected-group.ts';
import { inLanguage } from '../domain/text.ts';
import { TICKET_STATE_NAMES, type TicketOutcome } from '../domain/ticket.ts';
import { type DigitalService, digitalServicesOf, type TicketKind } from '../domain/ticket-policy.ts';
import { receivedSince } from '../feedback/received-since.ts';
import { STILL_COUNTS } from '../feedback/still-counts.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { exportedCategory, exportedWords } from './exported-cells.ts';
import { readReceived, type TicketView } from './read-ticket.ts';
import { ticketPolicies } from './ticket-policies.ts';

const KINDS: Readonly<Record<TicketKind, string>> = {
  COMPLAINT: 'Pengaduan',
  ASPIRATION: 'Aspirasi',
  INFORMATION_REQUEST: 'Permintaan informasi',
};
const OUTCOMES: Readonly<Record<TicketOutcome, string>> = { FIXED: 'sudah beres', NOT_FIXED: 'belum beres' };

const COLUMNS = [
  'layanan_digital',
  'jenis',
  // The day; of a comment only the period, so that it does not tell who was there.
  'masuk',
  'unit',
  'layanan',
  'kategori',
  'status',
  'hasil_menurut_pelapor',
  'isi',
] as const;
type BacklogRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

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

/** What was said of one digital service. */
interface Said {
  readonly reports: readonly BacklogRow[];
  readonly comments: readonly BacklogRow[];
  /** There are comments, but too few of them. */
  readonly hasFewComments: boolean;
}

/** What rows are made of beside what was said. */
interface Surroundings {
  readonly pool: Context['db']['pool'];
  readonly period: Period;
  /** IANA time zone of the region. */
  readonly zone: string;
  readonly services: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
}

const SERVICES = 'select id, name from service where tenant_id = $1';
const UNITS = 'select id, name from unit where tenant_id = $1';

const namesBy = async (pool: Surroundings['pool'], query: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await pool.query<{ id: string; name: string }>(query, [boundTenant()]);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

const reportRow = (label: string, ticket: TicketView, { zone, services, units }: Surroundings): BacklogRow => ({
  layanan_digital: label,
  jenis: KINDS[ticket.kind],
  masuk: localDate(ticket.receivedAt.getTime(), zone),
  unit: units.get(ticket.unitId) ?? '',
  layanan: services.get(ticket.serviceId) ?? '',
  kategori: exportedCategory(ticket),
  status: TICKET_STATE_NAMES[ticket.state].id,
  hasil_menurut_pelapor: ticket.outcome === null ? '' : OUTCOMES[ticket.outcome],
  isi: exportedWords(ticket),
});

interface CommentRow {
  readonly comment: string;
  readonly serviceId: string;
  readonly unitId: string;
}

/** Of ratings that count, in an order that does not tell which came first. */
const COMMENTS = `
  select comment, service_id as "serviceId", unit_id as "unitId"
  from feedback
  where tenant_id = $1 and service_id = any($2) and counted_on between $3 and $4 and ${receivedSince('$3')}
    and kind = 'RATING' and comment is not null and ${STILL_COUNTS}
  order by md5(id::text)`;

const commentRow = (label: string, said: CommentRow, { period, services, units }: Surroundings): BacklogRow => ({
  layanan_digital: label,
  jenis: 'Komentar penilaian',
  masuk: period,
  unit: units.get(said.unitId) ?? '',
  layanan: services.get(said.serviceId) ?? '',
  kategori: '',
  status: '',
  hasil_menurut_pelapor: '',
  isi: maskPersonalData(said.comment),
});

/** Keys of the services that are used through it. */
const servicesBehind = ({ services = [] }: DigitalService): readonly string[] =>
  services.flatMap((id) => keyHere(id, 'Service') ?? []);

/** What was said of one digital service; of one that the policy has no more, only what was tagged with it. */
const saidOf = async (
  key: string,
  service: DigitalService | undefined,
  tickets: readonly TicketView[],
  surroundings: Surroundings,
): Promise<Said> => {
  const label = service === undefined ? key : inLanguage(service.label);
  const reports = tickets.map((ticket) => reportRow(label, ticket, surroundings));
  if (service === undefined) return { reports, comments: [], hasFewComments: false };
  const { first, last } = daysOf(surroundings.period);
  const { rows } = await surroundings.pool.query<CommentRow>(COMMENTS, [
    boundTenant(),
    servicesBehind(service),
    first,
    last,
  ]);
  if (rows.length < MIN_COMMENTS) return { reports, comments: [], hasFewComments: rows.length > 0 };
  return { reports, comments: rows.map((said) => commentRow(label, said, surroundings)), hasFewComments: false };
};

/**
 * What was said in a period of the apps and sites of the bound tenant, by digital service: reports that were tagged with one, and
 * reports and comments of ratings about services that are used through one. With personal data masked, without spam, hidden words
 * and comments of ratings that were taken out of the figures; that it went out is in the audit trail.
 */
export const exportBacklog = async (
  context: Pick<Context, 'db' | 'now' | 'tenants'>,
  { period, exportedBy }: { readonly period: Period; readonly exportedBy: string },
): Promise<ExportedBacklog> => {
  const { pool } = context.db;
  const known = digitalServicesOf((await ticketPolicies(pool))(context.now()));
  const zone = await zoneOf(context, boundTenant());
  const when = { from: new Date(startOf(period, zone)), until: new Date(endOf(period, zone)) };
  const reports = (await readReceived(context, { unitId: null, ...when })).filter(({ spamAt }) => spamAt === null);
  const surroundings = {
    ...{ pool, period, zone },
    services: await namesBy(pool, SERVICES),
    units: await namesBy(pool, UNITS),
  };
  const usedThrough = new Map(known.flatMap((service) => servicesBehind(service).map((id) => [id, service.key])));
  /** What the office said it is about, else what its service is used through. */
  const about = ({ digitalService, serviceId }: TicketView) => digitalService ?? usedThrough.get(serviceId);
  // A tag that the policy has no more is no reason to lose what was said.
  const tagged = reports.flatMap(({ digitalService }) => digitalService ?? []);
  const rows: BacklogRow[] = [];
  const withheldComments: string[] = [];
  let comments = 0;
  for (const key of new Set([...known.map((service) => service.key), ...tagged.toSorted()])) {
    const service = known.find((one) => one.key === key);
    const own = reports.filter((ticket) => about(ticket) === key);
    const said = await saidOf(key, service, own, surroundings);
    rows.push(...said.reports, ...said.comments);
    comments += said.comments.length;
    if (service !== undefined && said.hasFewComments) withheldComments.push(inLanguage(service.label));
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
