import type { Pool } from 'pg';
import { withTenant } from '../database/tenant-scope.ts';
import { publish } from '../domain/fraction.ts';
import { onOneLine } from '../domain/free-text.ts';
import type { Period } from '../domain/period.ts';
import { satisfactionIndex } from '../domain/satisfaction-index.ts';
import { gradeName, type ServiceGrade } from '../domain/service-grade.ts';
import { inLanguage } from '../domain/text.ts';
import {
  countsOf,
  FIGURE_COLUMNS,
  type FigureRow,
  officialCounts,
  ratingsOf,
  type Scope,
} from '../feedback/figure-cells.ts';
import type { PublicFigure } from '../feedback/read-figure.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { csvText } from './write-table.ts';

/** Under which the data may be used. */
const LICENCE = { name: 'CC BY 4.0', address: 'https://creativecommons.org/licenses/by/4.0/deed.id' } as const;

const METHOD =
  'Indeks Kepuasan Masyarakat (IKM) menurut PermenPANRB 14/2017: rata-rata tiap unsur (NRR, 1 sampai 4), ditimbang sama rata di antara unsur yang dijawab, dikalikan 25, dibulatkan sekali ke dua angka di belakang koma. Angka kelompok di bawah sepuluh penilaian, dan angka lain yang akan membukanya, tidak ditampilkan (status selain PUBLISHED; kolom angkanya kosong). Hanya periode yang sudah ditutup; koreksi terbit sebagai versi baru dengan alasannya, dan tercatat di /koreksi/<kode wilayah>.';

interface OpenElement {
  readonly key: string;
  readonly label: string;
  readonly ratings: number;
  /** How many ratings gave score 1, 2, 3 and 4. */
  readonly counts: readonly number[];
  /** NRR, rounded half-up to two decimals. */
  readonly meanScore: number | null;
}

/** One published figure. */
interface OpenFigure {
  readonly scope: Scope;
  readonly unit: string;
  /** Null for a whole unit. */
  readonly service: string | null;
  readonly questionnaire: string;
  readonly version: number;
  /** Why this version took the place of another one. */
  readonly reason: string | null;
  readonly asOf: string;
  readonly state: PublicFigure['state'];
  readonly ratings: number | null;
  readonly index: number | null;
  readonly grade: ServiceGrade | null;
  readonly gradeLabel: string | null;
  readonly elements: readonly OpenElement[];
}

/** All published figures of a region in one closed period, with how they came about. */
export interface OpenData {
  readonly title: string;
  /** These are made up. */
  readonly sampleData: boolean;
  readonly region: { readonly code: string; readonly name: string };
  readonly period: Period;
  readonly method: string;
  readonly licence: { readonly name: string; readonly address: string };
  readonly figures: readonly OpenFigure[];
}

interface Row extends FigureRow {
  readonly unit: string;
  readonly service: string | null;
}

const NEWEST = `
  select distinct on (figure.scope, unit.name, service.name, figure.scope_id, figure.questionnaire_key, figure.questionnaire_version)
         ${FIGURE_COLUMNS}, unit.name as unit, service.name as service
  from figure
  left join service on figure.scope = 'SERVICE' and service.tenant_id = $1 and service.id = figure.scope_id
  join unit on unit.tenant_id = $1 and unit.id = coalesce(service.unit_id, figure.scope_id)
  where figure.tenant_id = $1 and figure.period = $2 and figure.version > 0
  order by figure.scope, unit.name, service.name, figure.scope_id, figure.questionnaire_key, figure.questionnaire_version,
           figure.version desc`;

const openFigure = async (pool: Pool, row: Row): Promise<OpenFigure> => {
  const { scope, unit, service, questionnaireKey, questionnaireVersion, version, reason, asOf } = row;
  const questionnaire = await questionnaireOf(pool, questionnaireKey, questionnaireVersion);
  const counts = countsOf(row);
  const state = row.withheld ?? (ratingsOf(counts) === 0 ? 'NO_RATINGS' : 'PUBLISHED');
  // What is withheld is in the row, and leaves it here only as null.
  const official = state === 'PUBLISHED' ? officialCounts(counts) : null;
  const index = official && satisfactionIndex(questionnaire, official);
  return {
    scope,
    unit: onOneLine(unit),
    service: service === null ? null : onOneLine(service),
    questionnaire: `${questionnaireKey} ${questionnaireVersion}`,
    version,
    reason,
    asOf: asOf.toISOString(),
    state,
    ratings: official?.ratings ?? null,
    index: index?.value ?? null,
    grade: index?.grade ?? null,
    gradeLabel: index ? inLanguage(gradeName(index.grade)) : null,
    elements: (index?.elements ?? []).map(({ key, ratings, counts: given, meanScore }, at) => ({
      key,
      label: inLanguage(questionnaire.elements[at]?.label ?? { id: key }),
      ratings,
      counts: given,
      meanScore: meanScore === null ? null : publish(meanScore),
    })),
  };
};

/** The open data of a region: what the API shows of a closed period, all of it at once, and nothing more. */
export const loadOpenData = (pool: Pool, tenant: TenantEntry, period: Period): Promise<OpenData> =>
  withTenant(tenant.tenantId, async () => {
    const { rows } = await pool.query<Row>({ name: 'open_data', text: NEWEST, values: [tenant.tenantId, period] });
    const figures: OpenFigure[] = [];
    for (const row of rows) figures.push(await openFigure(pool, row));
    return {
      title: `Survei Kepuasan Masyarakat ${tenant.name} ${period}`,
      sampleData: tenant.sampleData,
      region: { code: tenant.code, name: tenant.name },
      period,
      method: METHOD,
      licence: LICENCE,
      figures,
    };
  });

const HEADINGS = [
  ...[
    'kode_wilayah',
    'wilayah',
    'data_contoh',
    'periode',
    'cakupan',
    'unit',
    'layanan',
    'kuesioner',
    'versi',
    'alasan',
  ],
  ...[
    'per_tanggal',
    'status',
    'unsur',
    'nama_unsur',
    'penilaian',
    'nilai_1',
    'nilai_2',
    'nilai_3',
    'nilai_4',
    'rata_rata',
  ],
  ...['indeks', 'mutu', 'metode', 'lisensi'],
];

/** `IKM` stands where others have the key of an element: the row of the index itself. */
const INDEX = 'IKM';

const asText = (value: string | number | null): string => (value === null ? '' : String(value));

/** One row for each index and for each of its elements; numbers have a decimal point. */
export const openDataCsv = ({ region, sampleData, period, method, licence, figures }: OpenData): string =>
  csvText([
    HEADINGS,
    ...figures.flatMap((figure) => {
      const { scope, unit, service, questionnaire, version, reason, asOf, state } = figure;
      const head = [region.code, region.name, sampleData ? 'ya' : 'tidak', period, scope, unit, asText(service)];
      const start = [...head, questionnaire, String(version), asText(reason), asOf, state];
      const end = [method, licence.address];
      const [none, noCounts] = ['', ['', '', '', '']];
      const rest = [asText(figure.index), asText(figure.grade), ...end];
      return [
        [...start, INDEX, 'Indeks Kepuasan Masyarakat', asText(figure.ratings), ...noCounts, none, ...rest],
        ...figure.elements.map(({ key, label, ratings, counts, meanScore }) => [
          ...[...start, key, label, String(ratings), ...counts.map(String), asText(meanScore), none, none, ...end],
        ]),
      ];
    }),
  ]);
