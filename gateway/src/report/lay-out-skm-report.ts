import { EXCLUSION_REASON_NAMES } from '../domain/exclusion.ts';
import { OBJECTION_OUTCOME_NAMES } from '../domain/figure-objection.ts';
import { type Fraction, formatNumber, roundTo } from '../domain/fraction.ts';
import { onOneLine } from '../domain/free-text.ts';
import { dayInWords, instantInWords } from '../domain/instant-in-words.ts';
import { periodTitle } from '../domain/period.ts';
import { respondentFieldName, respondentGroupName } from '../domain/respondent-words.ts';
import { gradeName } from '../domain/service-grade.ts';
import { inLanguage, inPublicLanguage } from '../domain/text.ts';
import type { Respondents } from '../feedback/read-respondents.ts';
import { IMPROVEMENT_STATE_NAMES } from '../scorecard/report-improvement.ts';
import type { SkmReport } from './skm-report.ts';

/** A cell: what people read, and for a spreadsheet the number itself. */
export interface Cell {
  readonly text: string;
  readonly number?: { readonly value: number; readonly decimals: number };
}

/** A table with a heading for each column; its first column heads the rows. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A picture of bars that a table says as well. */
export interface ReportChart {
  readonly title: string;
  /** What it shows, for those who do not see it. */
  readonly alternative: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly text: string }[];
  readonly from: number;
  readonly to: number;
}

/** A report as it is shown and printed, the same in every format. */
export interface LaidOutReport {
  readonly title: string;
  /** Whose it is, the largest first. */
  readonly about: readonly string[];
  /** What has to be known before anything is read: sample data, provisional. */
  readonly warnings: readonly string[];
  readonly facts: readonly (readonly [name: string, value: Cell])[];
  readonly tables: readonly ReportTable[];
  readonly charts: readonly ReportChart[];
  /** How the index was reached, line by line; when it is not shown, why. */
  readonly explanation: { readonly title: string; readonly lines: readonly string[] };
  readonly notes: readonly string[];
}

const text = (value: string): Cell => ({ text: value });

const number = (value: number, decimals: number): Cell => ({
  text: formatNumber(value, decimals),
  number: { value, decimals },
});

/** Rounded half-up for the eye; nothing is computed from it. */
const rounded = (value: Fraction | null, decimals: number): Cell =>
  value === null
    ? text('–')
    : { text: formatNumber(value, decimals), number: { value: roundTo(value, decimals), decimals } };

const DECIMALS = { mean: 2, weighted: 3 } as const;

const elementTable = ({ elements }: SkmReport): ReportTable => ({
  title: 'Nilai per unsur',
  columns: ['Unsur pelayanan', 'Jawaban', '1', '2', '3', '4', 'NRR', 'NRR tertimbang'],
  rows: elements.map(({ label, ratings, counts, mean, weighted }) => [
    text(label),
    number(ratings, 0),
    ...counts.map((count) => number(count, 0)),
    rounded(mean, DECIMALS.mean),
    rounded(weighted, DECIMALS.weighted),
  ]),
});

const elementChart = ({ elements }: SkmReport): ReportChart => {
  const bars = elements.flatMap(({ label, mean }) =>
    mean === null ? [] : [{ label, value: mean.valueOf(), text: formatNumber(mean, DECIMALS.mean) }],
  );
  return {
    title: 'Nilai rata-rata (NRR) per unsur, skala 1 sampai 4',
    alternative: `Batang mendatar: ${bars.map((bar) => `${bar.label} ${bar.text}`).join('; ')}.`,
    bars,
    from: 1,
    to: 4,
  };
};

/** Whole percent, for the eye. */
const percent = (part: number, whole: number): string => `${formatNumber((100 * part) / whole, 0)} %`;

const share = (part: number, whole: number): Cell => text(percent(part, whole));

const areUsersKnown = (fields: Respondents['fields']): boolean =>
  fields.some(({ usersShares }) => usersShares.size > 0);

const respondentTable = (
  { figure: { questionnaire, period } }: SkmReport,
  { ratings, fields }: Respondents,
): ReportTable => {
  const isCompared = areUsersKnown(fields);
  return {
    title: 'Responden',
    columns: [
      ...['Ciri', 'Kelompok', 'Penilaian', 'Bagian'],
      ...(isCompared ? [`Penjawab : pengguna ${period.slice(0, 4)}`] : []),
    ],
    rows: fields.flatMap(({ field, groups, notTold, hidden, usersShares }) => {
      const told = hidden + groups.reduce((sum, group) => sum + group.ratings, 0);
      const rows = [
        ...groups.map(
          ({ code, ratings: count }) =>
            [respondentGroupName(questionnaire, field, code), count, usersShares.get(code)] as const,
        ),
        ['tidak menjawab', notTold, undefined] as const,
        ['kelompok kecil, tidak ditampilkan', hidden, undefined] as const,
      ].filter(([, count]) => count > 0);
      return rows.map(([name, count, ofUsers]) => [
        text(respondentFieldName(questionnaire, field)),
        text(name),
        number(count, 0),
        share(count, ratings),
        ...(isCompared ? [text(ofUsers === undefined ? '' : `${percent(count, told)} : ${percent(ofUsers, 1)}`)] : []),
      ]);
    }),
  };
};

const respondentTables = (report: SkmReport): readonly ReportTable[] =>
  report.respondents !== null && report.respondents.ratings > 0 ? [respondentTable(report, report.respondents)] : [];

const visitsFact = ({ respondents, ratings }: SkmReport): readonly (readonly [string, Cell])[] =>
  respondents?.visits == null || ratings === null
    ? []
    : [
        [
          'Penilaian dan kunjungan',
          text(
            `berdasarkan ${formatNumber(ratings, 0)} penilaian dari sekitar ${formatNumber(respondents.visits, 0)} kunjungan`,
          ),
        ],
      ];

/** How many were taken out, and the index with them: said also when it is none. */
const exclusionFacts = ({ respondents }: SkmReport): readonly (readonly [string, Cell])[] => {
  if (respondents === null) return [];
  const { ratings, hidden, indexWith } = respondents.exclusions;
  const few = 'kelompok kecil yang tidak ditampilkan';
  const told = [...(ratings > 0 ? [`${formatNumber(ratings, 0)} penilaian`] : []), ...(hidden ? [few] : [])];
  return [
    ['Penilaian yang dikecualikan', text(told.length === 0 ? 'tidak ada' : told.join(', dan '))],
    ...(indexWith === null ? [] : ([['IKM seandainya penilaian itu dihitung', number(indexWith, 2)]] as const)),
  ];
};

const exclusionTables = ({ respondents }: SkmReport): readonly ReportTable[] =>
  respondents === null || respondents.exclusions.reasons.length === 0
    ? []
    : [
        {
          title: 'Penilaian yang dikecualikan',
          columns: ['Alasan', 'Penilaian'],
          rows: respondents.exclusions.reasons.map(({ reason, ratings }) => [
            text(inPublicLanguage(EXCLUSION_REASON_NAMES[reason])),
            number(ratings, 0),
          ]),
        },
      ];

const followUpTable = ({ weakest }: SkmReport): ReportTable => ({
  title: 'Unsur terlemah dan rencana tindak lanjut',
  columns: ['Unsur', 'NRR', 'Tindak lanjut', 'Batas waktu', 'Keadaan', 'Hasil'],
  rows: weakest.flatMap(({ place, label, mean, actions }) => {
    const head = [text(`${place}. ${label}`), rounded(mean, DECIMALS.mean)];
    if (actions.length === 0) return [[...head, text('Belum ada yang dicatat'), text('–'), text('–'), text('–')]];
    return actions.map(({ action, dueOn, state, result }) => [
      ...head,
      text(action),
      text(dayInWords(dueOn.toISOString(), 'id')),
      text(inPublicLanguage(IMPROVEMENT_STATE_NAMES[state])),
      text(result ?? '–'),
    ]);
  }),
});

const replyTables = ({ replies, subject: { tenant } }: SkmReport): readonly ReportTable[] =>
  replies.length === 0
    ? []
    : [
        {
          title: 'Anda sampaikan, kami lakukan',
          columns: ['Yang disampaikan warga', 'Yang dilakukan', 'Terbit'],
          rows: replies.map(({ said, done, publishedAt }) => [
            text(onOneLine(said)),
            text(onOneLine(done)),
            text(instantInWords(publishedAt, 'id', tenant.timeZone)),
          ]),
        },
      ];

const trendTable = ({ trend }: SkmReport): ReportTable => ({
  title: 'Perkembangan IKM',
  columns: ['Triwulan', 'IKM', 'Mutu', 'Penilaian'],
  rows: trend.map(({ period, index, ratings }) => [
    text(periodTitle(period)),
    ...(index === null
      ? [text('tidak ditampilkan'), text('–'), text('–')]
      : [number(index.value, 2), text(index.grade), number(ratings ?? 0, 0)]),
  ]),
});

const trendChart = ({ trend }: SkmReport): ReportChart => {
  const bars = trend.flatMap(({ period, index }) =>
    index === null ? [] : [{ label: periodTitle(period), value: index.value, text: formatNumber(index.value, 2) }],
  );
  return {
    title: 'IKM per triwulan, skala 25 sampai 100',
    alternative: `Batang mendatar: ${bars.map((bar) => `${bar.label} ${bar.text}`).join('; ')}.`,
    bars,
    from: 25,
    to: 100,
  };
};

const sampleFact = ({ ratings, sampleTarget }: SkmReport): Cell => {
  if (sampleTarget === null) return text('belum dapat dihitung: banyaknya pengguna layanan setahun belum diisi');
  const needed = formatNumber(sampleTarget, 0);
  if (ratings === null) return text(`perlu ${needed} penilaian`);
  return text(`${ratings >= sampleTarget ? 'tercapai' : 'belum tercapai'}: ${formatNumber(ratings, 0)} dari ${needed}`);
};

/** Said above a figure that its unit objects to, whatever was decided. */
const objectionWarning = ({ objection, subject: { tenant } }: SkmReport): readonly string[] => {
  if (objection === null) return [];
  const { raisedAt, decideUntil, outcome } = objection;
  const on = instantInWords(raisedAt, 'id', tenant.timeZone);
  const standing =
    outcome === null
      ? `diputuskan paling lambat ${instantInWords(decideUntil, 'id', tenant.timeZone)}`
      : `sudah diputuskan: ${inPublicLanguage(OBJECTION_OUTCOME_NAMES[outcome])}`;
  return [`Kepala unit mengajukan keberatan atas angka ini pada ${on}; ${standing}.`];
};

/** A report in words and numbers; every format shows this and nothing else. */
export const layOutSkmReport = (report: SkmReport): LaidOutReport => {
  const { subject, figure, index, ratings, madeAt } = report;
  const { tenant, unit, service, scope } = subject;
  const isShown = index !== null;
  const version = figure.closed
    ? `versi ${figure.version}, terbit ${instantInWords(figure.asOf, 'id', tenant.timeZone)}`
    : 'sementara';
  return {
    title: 'Laporan Survei Kepuasan Masyarakat',
    about: [
      onOneLine(tenant.name),
      `${unit}${scope === 'SUBTREE' ? ' beserta unit di bawahnya' : ''}`,
      ...(service === null ? [] : [service]),
      periodTitle(figure.period),
    ],
    warnings: [
      ...(tenant.sampleData ? ['DATA CONTOH: bukan penilaian warga yang sebenarnya.'] : []),
      ...(figure.closed ? [] : ['SEMENTARA: periode ini belum ditutup, angkanya masih dapat berubah.']),
      ...objectionWarning(report),
      ...(figure.reason === null ? [] : [`Versi ini menggantikan versi sebelumnya: ${figure.reason}`]),
    ],
    facts: [
      ...(isShown
        ? ([
            ['Indeks Kepuasan Masyarakat (IKM)', number(index.value, 2)],
            ['Mutu pelayanan', text(`${index.grade} (${inPublicLanguage(gradeName(index.grade))})`)],
            ['Banyaknya penilaian', number(ratings ?? 0, 0)],
          ] as const)
        : []),
      ['Sampel menurut Krejcie dan Morgan', sampleFact(report)],
      ...visitsFact(report),
      ...exclusionFacts(report),
      ['Kuesioner', text(inLanguage(figure.questionnaire.title))],
      ['Periode', text(periodTitle(figure.period))],
      ['Angka', text(version)],
      ['Laporan dibuat', text(instantInWords(madeAt, 'id', tenant.timeZone))],
    ],
    tables: [
      ...(isShown
        ? [elementTable(report), ...respondentTables(report), ...exclusionTables(report), followUpTable(report)]
        : []),
      ...replyTables(report),
      ...(report.trend.length > 0 ? [trendTable(report)] : []),
    ],
    charts: [...(isShown ? [elementChart(report)] : []), ...(report.trend.length > 0 ? [trendChart(report)] : [])],
    explanation: {
      title: isShown ? 'Cara menghitung' : 'Mengapa angkanya tidak ditampilkan',
      lines: report.explanation.split('\n'),
    },
    notes: [
      'Disusun menurut PermenPANRB 14/2017. NRR adalah nilai rata-rata 1 sampai 4; NRR tertimbang adalah NRR dibagi banyaknya unsur yang dijawab. IKM dihitung dari pecahan utuh dan dibulatkan satu kali; angka di tabel dibulatkan untuk dibaca.',
      ...(report.trendWords === null ? [] : [`Perkembangan: ${report.trendWords}`]),
      `Kecukupan jawaban: ${report.advice}`,
      ...(report.respondents === null
        ? []
        : [
            'Responden dan penilaian yang dikecualikan dihitung per unit dan triwulan; kelompok di bawah sepuluh penilaian tidak ditampilkan. Penilaian yang dikecualikan pimpinan tetap disimpan dan tidak masuk IKM.',
            ...(areUsersKnown(report.respondents.fields)
              ? ['Pengguna layanan: menurut catatan unit, dibandingkan dengan penjawab yang menyebut cirinya.']
              : []),
          ]),
      'Tindak lanjut, yang dilakukan, dan perkembangan adalah keadaan saat laporan dibuat.',
    ],
  };
};
