import corrections from '@kinerja/schema/demo/corrections.json' with { type: 'json' };
import { decideFigureObjection } from '../correction/decide-figure-objection.ts';
import { readFiguresToObject } from '../correction/figures-to-object.ts';
import { objectToFigure } from '../correction/object-to-figure.ts';
import type { ExclusionReason } from '../domain/exclusion.ts';
import type { ObjectionOutcome } from '../domain/figure-objection.ts';
import { lastClosed, localDate, monthsOf, type Period } from '../domain/period.ts';
import { excludeRatings } from '../exclusion/exclude-ratings.ts';
import { encodeGlobalId } from '../global-id.ts';
import { closeDuePeriods } from '../leaderboard/close-due-periods.ts';
import { daysAfter } from './demo-cycles.ts';
import { type DemoPerson, demoPeople, headOf } from './demo-people.ts';
import { demoPolicyOf } from './demo-policies.ts';
import type { DemoStage } from './demo-stage.ts';

interface DemoObjection {
  readonly region: string;
  readonly office: string;
  readonly reason: string;
  /** Ratings that a leader took out because of it. */
  readonly excluded?: { readonly ratings: number; readonly reason: ExclusionReason; readonly explanation: string };
  /** Nobody has decided about it yet without one. */
  readonly decision?: { readonly outcome: ObjectionOutcome; readonly explanation: string };
}

/** Days before now: figures are published, one unit objects, it is decided, another one objects. */
const DAYS_AGO = { published: 6, objected: 5, decided: 3, open: 1 } as const;

/** When the first ratings of a month came in, of the service of a unit that has most of them. */
const firstRatings = async (
  { client, region }: DemoStage,
  { unitId, month, ratings }: { readonly unitId: string; readonly month: Period; readonly ratings: number },
): Promise<{ readonly serviceId: string; readonly from: Date; readonly until: Date }> => {
  const { rows } = await client.query<{ serviceId: string; from: Date; last: Date | null }>(
    `select service_id as "serviceId", min(received_at) as from,
            (array_agg(received_at order by received_at))[$4::integer] as last
     from feedback
     where tenant_id = $1 and unit_id = $2 and kind = 'RATING' and to_char(counted_on, 'YYYY-MM') = $3
     group by service_id order by count(*) desc, service_id limit 1`,
    [region.tenantId, unitId, month, ratings],
  );
  const [first] = rows;
  if (first?.last == null) throw new Error(`corrections.json: fewer than ${ratings} ratings of a service in ${month}.`);
  const { serviceId, from, last } = first;
  return { serviceId, from, until: new Date(last.getTime() + 1) };
};

const playObjection = async (
  stage: DemoStage,
  { reason, excluded, decision }: DemoObjection,
  { head, leader }: { readonly head: DemoPerson; readonly leader: DemoPerson },
): Promise<void> => {
  const { tenantId, timeZone } = stage.region;
  const today = localDate(stage.now.getTime(), timeZone);
  const at = (days: number, hour: number) => stage.moment(daysAfter(today, -days), hour);
  const quarter = lastClosed('quarter', at(DAYS_AGO.published, 8).getTime(), timeZone);
  const unitId = encodeGlobalId({ type: 'Unit', tenantId, id: head.office.id });
  const objecting = stage.as(head, at(decision === undefined ? DAYS_AGO.open : DAYS_AGO.objected, 10));
  const figures = await readFiguresToObject({ unitId, first: 100 }, objecting);
  const figure = figures.find(({ scope, period }) => scope === 'UNIT' && period === quarter);
  // Of a region that was loaded long ago there is none any more that can still be objected to.
  if (figure === undefined) return;
  const { version } = figure;
  const { id } = await objectToFigure({ unitId, period: quarter, version, reason }, objecting);
  if (decision === undefined) return;
  if (excluded !== undefined) {
    const month = monthsOf(quarter).at(-1) ?? quarter;
    const { serviceId, ...when } = await firstRatings(stage, { ...excluded, unitId: head.office.id, month });
    const service = encodeGlobalId({ type: 'Service', tenantId, id: serviceId });
    await excludeRatings({ ...excluded, ...when, serviceId: service }, stage.as(leader, at(DAYS_AGO.decided, 9)));
  }
  const objection = encodeGlobalId({ type: 'FigureObjection', tenantId, id });
  await decideFigureObjection({ ...decision, id: objection }, stage.as(leader, at(DAYS_AGO.decided, 11)));
};

/**
 * What units of a region objected to, and what became of it: one objection is still open, because of the other one ratings were taken
 * out of the figures. All of it goes through the use cases that people use, after the figures are published as on any day.
 */
export const storeCorrections = async (stage: DemoStage): Promise<void> => {
  const { region, pool, now } = stage;
  const objections = (corrections as readonly DemoObjection[]).filter(({ region: code }) => code === region.code);
  if (objections.length === 0) return;
  const { tenantId, timeZone: zone } = region;
  const published = stage.moment(daysAfter(localDate(now.getTime(), zone), -DAYS_AGO.published), 8);
  await closeDuePeriods(pool, { tenantId, zone, now: published });
  const people = demoPeople(region, demoPolicyOf(region.code).policy.teamSize > 0);
  const leader = people.find(({ roles }) => roles.includes('LEADER'));
  if (leader === undefined) throw new Error(`posts.json: nobody leads ${region.name}.`);
  for (const objection of objections)
    await playObjection(stage, objection, { head: headOf(people, objection.office), leader });
};
