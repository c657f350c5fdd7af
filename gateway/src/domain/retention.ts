import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { daysOf, localDate, periodContaining, startOf } from './period.ts';
import { parsePolicy } from './policy-file.ts';
import { KEEP_DELIVERIES_DAYS } from './webhook.ts';

/** How long something is kept, why, and what happens then: in words for the impact assessment of a region, which is Indonesian. */
interface Rule {
  readonly what: string;
  readonly why: string;
  readonly afterwards: string;
}

/** A rule whose time a region may change. */
interface Term extends Rule {
  /** Counted from the end of the quarter in which was what `since` names; null: until the region sets a time. */
  readonly months: number | null;
  readonly since: string;
}

/** A rule whose time follows from what the thing is for. */
interface Days extends Rule {
  readonly days: number;
  readonly since: string;
}

const EMPTIED = 'teksnya dihapus; hitungannya tetap, jejak audit mencatat jumlahnya';
/** Two survey years can be compared with the words at hand, as one published survey specification has it. */
const TWO_YEARS = 24;
/** A medium-term plan of a region (RPJMD) lasts as long. */
const FIVE_YEARS = 60;

/** What is kept for a time that a region may set itself (`pnpm kinerja policy retention`): the months are those of a region that has not. */
export const TERMS = {
  ratingWords: {
    months: TWO_YEARS,
    since: 'tempat penilaian itu dihitung',
    what: 'Komentar penilaian, dengan sidik isinya',
    why: 'perbaikan layanan dan perbandingan dua tahun survei (UU 27/2022 pasal 16 ayat 2 huruf g, 43)',
    afterwards: EMPTIED,
  },
  ticketWords: {
    months: TWO_YEARS,
    since: 'langkah terakhir laporan yang ditutup, ditarik, atau ditandai spam',
    what: 'Tulisan warga dalam pengaduan, aspirasi, permintaan informasi',
    why: 'tindak lanjut, dan bukti bila dipersoalkan lagi (Perpres 76/2013; UU 27/2022 pasal 43)',
    afterwards: EMPTIED,
  },
  ticketAnswers: {
    months: FIVE_YEARS,
    since: 'langkah terakhir laporan yang ditutup, ditarik, atau ditandai spam',
    what: 'Jawaban petugas dalam laporan itu',
    why: 'pertanggungjawaban; dapat menyebut perihal warga (UU 27/2022 pasal 43)',
    afterwards: EMPTIED,
  },
  forumWords: {
    months: TWO_YEARS,
    since: 'tulisan terakhir yang tampil di topiknya, atau tulisan itu sendiri bila tidak tampil',
    what: 'Tulisan warga di forum, dengan sidik isinya',
    why: 'diskusi publik selama topiknya hidup (UU 27/2022 pasal 43)',
    afterwards: EMPTIED,
  },
  profiles: {
    months: FIVE_YEARS,
    since: 'tempat penilaian itu dihitung',
    what: 'Jenis kelamin, kelompok umur, pendidikan, pekerjaan pada satu penilaian',
    why: 'profil responden bila angka dikoreksi (PermenPANRB 14/2017)',
    afterwards: 'dihapus; hitungan per kelompok yang sudah terbit tetap',
  },
} as const satisfies Readonly<Record<string, Term>>;

export type RetentionTerm = keyof typeof TERMS;

export const RETENTION_TERMS = Object.keys(TERMS) as readonly RetentionTerm[];

/** What is deleted after days that follow from its use. */
export const DAYS = {
  sources: {
    days: 30,
    since: 'penilaian',
    what: 'Samaran jaringan, dan kunci harinya',
    why: 'memeriksa penilaian yang tidak biasa; kepentingan yang dinilai',
    afterwards: 'dihapus bersama kuncinya',
  },
  deliveries: {
    days: KEEP_DELIVERIES_DAYS,
    since: 'kejadian',
    what: 'Pesan ke sistem lain, dengan catatan percobaannya',
    why: 'dikirim ulang bila sistem itu mati; tanpa tulisan warga',
    afterwards: 'dihapus',
  },
  revokedTokens: {
    days: 30,
    since: 'pencabutan',
    what: 'Nomor token masuk yang dicabut',
    why: 'token berlaku paling lama sehari',
    afterwards: 'dihapus',
  },
  deviceTraces: {
    days: 30,
    since: 'pencabutan perangkat',
    what: 'Kapan perangkat terdaftar terakhir terlihat',
    why: 'tidak berguna lagi setelah perangkatnya dicabut',
    afterwards: 'dihapus',
  },
  challenges: {
    days: 1,
    since: 'habisnya masa berlaku, yang beberapa menit',
    what: 'Jawaban bukti kerja yang sudah dipakai',
    why: 'dipakai hanya sekali',
    afterwards: 'dihapus',
  },
} as const satisfies Readonly<Record<string, Days>>;

/** What no job deletes or empties, and why. */
export const KEPT = {
  figures: {
    what: 'Nilai per unsur dan hitungannya, angka dan papan yang terbit',
    why: 'tanpa nama, teks, dan alamat; angka terbit tidak berubah diam-diam (PermenPANRB 14/2017)',
    afterwards: 'tetap',
  },
  receipts: {
    what: 'Sidik kode tanda terima dan kode kunjungan',
    why: 'satu-satunya kunci warga; acak, tidak menunjuk siapa pun',
    afterwards: 'tetap',
  },
  reports: {
    what: 'Jenis, golongan, keadaan, dan hasil laporan',
    why: 'angka pengaduan; tanpa tulisan warga',
    afterwards: 'tetap',
  },
  personnel: {
    what: 'Pegawai, penempatan, penilaian kinerja, log harian, pengembangan',
    why: 'arsip kepegawaian: dimusnahkan menurut jadwal retensi arsip daerah, dengan persetujuan (UU 43/2009; UU 27/2022 pasal 44)',
    afterwards: 'tetap sampai daerah memusnahkannya',
  },
  publicWords: {
    what: 'Yang diterbitkan petugas: topik dan jawaban forum, tindak lanjut, perbaikan',
    why: 'informasi publik (UU 14/2008)',
    afterwards: 'tetap',
  },
  accountability: {
    what: 'Jejak audit, alasan pengecualian, peringatan, koreksi, keberatan, penyembunyian',
    why: 'pertanggungjawaban; tanpa tulisan warga, berantai hash',
    afterwards: 'tetap',
  },
  setup: {
    what: 'Unit, layanan, kuesioner, kebijakan, perangkat, jaringan kantor, alamat webhook, kunci; catatan impor tanpa isi berkasnya',
    why: 'pengaturan daerah, bukan data warga',
    afterwards: 'tetap',
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** A rule of one of the three tables above. */
export type RetentionRule = RetentionTerm | keyof typeof DAYS | keyof typeof KEPT;

/** What of a column a rule is about, where more than one is about it. */
type ColumnRules = RetentionRule | readonly RetentionRule[];

/**
 * By which rule each text, digest and document of the database is kept: one rule for a table as a whole, or one for each column
 * where people's words and data stand. A test asks the database whether a column is missing.
 */
export const COLUMNS: Readonly<Record<string, RetentionRule | Readonly<Record<string, ColumnRules>>>> = {
  feedback: {
    kind: 'figures',
    questionnaire_key: 'figures',
    answers: 'figures',
    channel: 'figures',
    place: 'figures',
    comment: ['ratingWords', 'ticketWords'],
    request_hash: ['ratingWords', 'ticketWords'],
    sex: 'profiles',
    age_band: 'profiles',
    education: 'profiles',
    occupation: 'profiles',
    receipt_hash: 'receipts',
    source: 'sources',
  },
  source_key: { secret: 'sources' },
  ticket: {
    kind: 'reports',
    category: 'reports',
    state: 'reports',
    outcome: 'reports',
    lapor_id: 'reports',
    digital_service: 'reports',
    hidden_reason: 'accountability',
  },
  ticket_entry: {
    move: 'reports',
    outcome: 'reports',
    text: ['ticketWords', 'ticketAnswers'],
    hidden_reason: 'accountability',
  },
  forum_topic: 'publicWords',
  forum_post: {
    text: ['forumWords', 'publicWords'],
    request_hash: 'forumWords',
    state: 'publicWords',
    channel: 'publicWords',
    author_unit: 'publicWords',
    author_post: 'publicWords',
    judged_reason: 'accountability',
    receipt_hash: 'receipts',
  },
  public_reply: 'publicWords',
  improvement: 'publicWords',
  receipt: 'receipts',
  visit_code: { hash: 'receipts', issued_by: 'accountability' },
  visit_code_use: 'receipts',
  device: { name: 'setup', place: 'setup', last_seen_at: 'deviceTraces' },
  revoked_token: { token_id: 'revokedTokens' },
  used_challenge: { signature: 'challenges' },
  webhook_delivery: 'deliveries',
  webhook_attempt: 'deliveries',
  audit_event: 'accountability',
  audit_seal: 'accountability',
  audit_root: 'accountability',
  rating_exclusion: 'accountability',
  rating_alarm: 'accountability',
  figure_objection: 'accountability',
  figure_objection_decision: 'accountability',
  tally: 'figures',
  recap: 'figures',
  period_closure: 'figures',
  figure: 'figures',
  figure_exclusion: 'figures',
  respondent_group: 'figures',
  service_user_group: 'figures',
  board: 'figures',
  board_entry: 'figures',
  benchmark_entry: 'figures',
  visit: 'figures',
  visit_month: 'figures',
  visit_tally: 'figures',
  employee: 'personnel',
  measurement: 'personnel',
  past_result: 'personnel',
  post: 'personnel',
  post_competency: 'personnel',
  role_grant: 'personnel',
  delegation: 'personnel',
  goal: 'personnel',
  appraisal_cycle: 'personnel',
  organisation_achievement: 'personnel',
  appraisal: 'personnel',
  indicator: 'personnel',
  assessment: 'personnel',
  evaluation_team: 'personnel',
  feedback_note: 'personnel',
  discussion: 'personnel',
  objection: 'personnel',
  recognition: 'personnel',
  guidance: 'personnel',
  guidance_action: 'personnel',
  meeting: 'personnel',
  meeting_participant: 'personnel',
  meeting_decision: 'personnel',
  workshop: 'personnel',
  workshop_note: 'personnel',
  training: 'personnel',
  activity: 'personnel',
  performance_report: 'personnel',
  contribution: 'personnel',
  reminder: 'personnel',
  tenant: 'setup',
  unit: 'setup',
  service: 'setup',
  questionnaire: 'setup',
  embed_site: 'setup',
  office_network: 'setup',
  receipt_key: 'setup',
  shared_secret: 'setup',
  portal_key: 'setup',
  api_client: 'setup',
  identity_provider: 'setup',
  import_batch: 'setup',
  ticket_policy: 'setup',
  appraisal_policy: 'setup',
  retention_policy: 'setup',
  retention_run: 'setup',
  visit_process: 'setup',
  holiday: 'setup',
  webhook_endpoint: 'setup',
};

/** Shorter, and a year's survey would lose its words before its report is discussed; longer is what null is for. */
const months = z.int().min(12).max(360).nullable();

const RetentionPolicySchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  /** The archive schedule, the decree or the reason that the times follow from. */
  source: z.string().min(1),
  /** By term, from the end of the quarter; null: until the region sets a time. What is left out stays as it is without a policy. */
  months: z.strictObject({
    ratingWords: months.optional(),
    ticketWords: months.optional(),
    ticketAnswers: months.optional(),
    forumWords: months.optional(),
    profiles: months.optional(),
  } satisfies Record<RetentionTerm, z.ZodType>),
});

/** How long a region keeps what it may keep longer or shorter. */
export type RetentionPolicy = z.infer<typeof RetentionPolicySchema>;

/** Reads a policy; errors as those of `parsePolicy`. */
export const parseRetentionPolicy = (json: unknown): RetentionPolicy =>
  parsePolicy(RetentionPolicySchema, 'Kebijakan masa simpan', json);

/** Months for which something of a term is kept; null: for good, until the region sets a time. */
export const monthsKept = (term: RetentionTerm, policy: RetentionPolicy | undefined): number | null => {
  const own = policy?.months[term];
  return own === undefined ? TERMS[term].months : own;
};

/** Where the time of what ended earlier is over. */
export interface RetentionLimit {
  /** The first day that is still kept, `YYYY-MM-DD`, in the zone of the region. */
  readonly day: string;
  /** Its first instant, in milliseconds since 1970. */
  readonly instant: number;
}

/** What ended before this limit has been kept for `kept` months after the end of its quarter. */
export const retentionLimit = (now: number, zone: string, kept: number): RetentionLimit => {
  const day = Temporal.PlainDate.from(localDate(now, zone)).subtract({ months: kept });
  const quarter = periodContaining(day.toZonedDateTime(zone).epochMilliseconds, zone, 'quarter');
  return { day: daysOf(quarter).first, instant: startOf(quarter, zone) };
};
