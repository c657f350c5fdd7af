import type { Questionnaire } from '@kinerja/gateway/domain/questionnaire';
import { isScore } from '@kinerja/gateway/domain/score';
import { addRating, emptyTally, type Tally } from '@kinerja/gateway/domain/tally';
import type { TestDatabase } from './database.ts';
import type { ServedGateway } from './gateway.ts';
import type { SeededTenant } from './tenant.ts';

/** A public figure, as the API tells it. */
export interface Figure {
  readonly state: string;
  readonly closed: boolean;
  readonly version: number;
  readonly asOf: string;
  readonly ratings: number | null;
  readonly value: number | null;
  readonly grade: string | null;
  readonly questionnaire: { readonly key: string };
  readonly elements: readonly { readonly ratings: number | null; readonly counts: readonly number[] | null }[];
}

/** The figures of a region in one period: of services, of units (their own services), and of units with all below. */
export type Figures = ReadonlyMap<string, Figure>;

/** What a figure is called in `Figures`. */
export const placeName = {
  service: (name: string) => `service ${name}`,
  unit: (name: string) => `unit ${name}`,
  subtree: (name: string) => `all of ${name}`,
};

const FIGURE = `
  fragment Figure on SatisfactionIndex {
    state closed version asOf ratings value grade questionnaire { key } elements { ratings counts }
  }`;
/** Figures in one document: as many as anyone may ask for at once. */
const AT_ONCE = 7;

interface Wanted {
  readonly name: string;
  readonly field: string;
}

const wantedOf = (tenant: SeededTenant, period: string): readonly Wanted[] => [
  ...tenant.unitNames.flatMap((name) => {
    const unit = `unit(id: "${tenant.unit(name).id}")`;
    return [
      { name: placeName.unit(name), field: `${unit} { of: satisfactionIndex(period: "${period}") { ...Figure } }` },
      {
        name: placeName.subtree(name),
        field: `${unit} { of: satisfactionIndex(period: "${period}", includeSubunits: true) { ...Figure } }`,
      },
    ];
  }),
  ...tenant.serviceNames.map((name) => ({
    name: placeName.service(name),
    field: `service(id: "${tenant.service(name).id}") { of: satisfactionIndex(period: "${period}") { ...Figure } }`,
  })),
];

/** Asks for every figure of a region in one period. */
export async function readFigures(
  gateway: Pick<ServedGateway, 'ask'>,
  tenant: SeededTenant,
  period: string,
): Promise<Figures> {
  const wanted = wantedOf(tenant, period);
  const figures = new Map<string, Figure>();
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const fields = some.map(({ field }, at) => `f${at}: ${field}`).join('\n');
    const { data, errors } = await gateway.ask<Readonly<Record<string, { readonly of: Figure }>>>(
      `{ ${fields} } ${FIGURE}`,
    );
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    some.forEach(({ name }, at) => {
      const answer = data[`f${at}`];
      if (answer !== undefined) figures.set(name, answer.of);
    });
  }
  return figures;
}

/** Ratings of one service on one day, counted by hand. */
export interface RecountedDay {
  readonly unitId: string;
  readonly serviceId: string;
  readonly questionnaireKey: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly tally: Tally;
}

interface StoredAnswers {
  readonly unitId: string;
  readonly serviceId: string;
  readonly questionnaireKey: string;
  readonly day: string;
  readonly answers: Readonly<Record<string, number>>;
}

/** Counts the stored ratings of a region anew, from what citizens answered. */
export async function recount(
  { inspect }: TestDatabase,
  { uuid }: SeededTenant,
  questionnaires: readonly Questionnaire[],
): Promise<readonly RecountedDay[]> {
  const rows = await inspect<StoredAnswers>(
    `select unit_id as "unitId", service_id as "serviceId", questionnaire_key as "questionnaireKey",
            counted_on::text as day, answers
     from feedback where tenant_id = $1 and kind = 'RATING' and answers <> '{}'`,
    [uuid],
  );
  const days = new Map<string, RecountedDay>();
  for (const { answers, ...place } of rows) {
    const questionnaire = questionnaires.find(({ key }) => key === place.questionnaireKey);
    if (questionnaire === undefined) throw new Error(`No questionnaire ${place.questionnaireKey} to count by.`);
    const name = [place.serviceId, place.questionnaireKey, place.day].join(' ');
    const scores = questionnaire.elements.map(({ key }) => (isScore(answers[key]) ? answers[key] : null));
    const before = days.get(name)?.tally ?? emptyTally(questionnaire);
    days.set(name, { ...place, tally: addRating(questionnaire, before, scores) });
  }
  return [...days.values()];
}

/** Puts ratings into the tallies as if citizens had sent them, many at once. */
export async function putTallies(
  { inspect }: TestDatabase,
  { uuid }: SeededTenant,
  days: readonly Omit<RecountedDay, 'unitId'>[],
): Promise<void> {
  await inspect(
    `insert into tally
     select service.tenant_id, service.unit_id, service.id, day.questionnaire_key, 1, day.counted_on, false, 0, day.ratings,
            day.counts, day.sum, day.sum_of_squares
     from jsonb_to_recordset($2) as day (service_id uuid, questionnaire_key text, counted_on date, ratings integer,
                                        counts integer[], sum numeric, sum_of_squares numeric)
     join service on service.tenant_id = $1 and service.id = day.service_id`,
    [
      uuid,
      JSON.stringify(
        days.map(({ serviceId, questionnaireKey, day, tally }) => ({
          service_id: serviceId,
          questionnaire_key: questionnaireKey,
          counted_on: day,
          ratings: tally.ratings,
          counts: tally.counts,
          sum: String(tally.sum),
          sum_of_squares: String(tally.sumOfSquares),
        })),
      ),
    ],
  );
}
