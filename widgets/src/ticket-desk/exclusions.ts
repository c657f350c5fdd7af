import {
  type FeedbackChannel,
  RatingExclusionsOperation,
  type RatingExclusionsQuery,
  type RatingsToExcludeQueryVariables,
  UnitsToReviewOperation,
  type UnitsToReviewQuery,
} from '@kinerja/schema/operations';
import { instantIn } from '../portal/instant-in.ts';
import type { PortalSession } from '../portal/portal-session.ts';
import type { Field } from './fields-form.ts';

type Unit = NonNullable<RatingExclusionsQuery['unit']>;
export type Exclusion = NonNullable<Unit['ratingExclusions']>[number];
export type Alarm = NonNullable<Unit['ratingAlarms']>[number];
type UnitToReview = NonNullable<UnitsToReviewQuery['viewer']>['unitsToReview'][number];

/** What is out of the figures of a unit. */
export interface Exclusions {
  /** All whose ratings whoever asks looks after. */
  readonly units: readonly UnitToReview[];
  /** The one that is open; null where there is none. */
  readonly open: UnitToReview | null;
  readonly services: Unit['services'];
  readonly exclusions: readonly Exclusion[];
  /** What nobody has decided about yet. */
  readonly alarms: readonly Alarm[];
  readonly timeZone: string;
}

/** What was taken out of the figures of the unit that was chosen, else of the first one. */
export async function readExclusions(
  session: PortalSession,
  chosen: string | null | undefined,
  { gateway, lang }: { readonly gateway: string; readonly lang: string },
): Promise<Exclusions> {
  const { viewer } = await session.request(UnitsToReviewOperation, {}, gateway);
  const units = viewer?.unitsToReview ?? [];
  const open =
    units.find(({ unit }) => unit.id === chosen) ?? units.find(({ undecided }) => undecided > 0) ?? units[0] ?? null;
  const found = open && (await session.request(RatingExclusionsOperation, { unit: open.unit.id, lang }, gateway)).unit;
  return {
    units,
    open,
    services: found?.services ?? [],
    exclusions: found?.ratingExclusions ?? [],
    alarms: (found?.ratingAlarms ?? []).filter(({ state }) => state === 'OPEN'),
    timeZone: found?.tenant.timeZone ?? 'UTC',
  };
}

/** Which ratings. */
export const selectionFields: readonly Field[] = [
  { name: 'serviceId', kind: 'CHOICE', isRequired: true },
  { name: 'from', kind: 'TIME', isRequired: true },
  { name: 'until', kind: 'TIME', isRequired: true, after: 'from' },
  { name: 'channel', kind: 'CHOICE', isRequired: false },
  { name: 'place', kind: 'LINE', isRequired: false },
];

/** The same, as the gateway takes it. */
export const selectionOf = (
  { serviceId, from, until, channel, place }: Readonly<Record<string, string>>,
  zone = 'UTC',
): RatingsToExcludeQueryVariables['selection'] => ({
  serviceId: serviceId ?? '',
  from: instantIn(zone, from) ?? '',
  until: instantIn(zone, until) ?? '',
  channel: channel as FeedbackChannel | undefined,
  place,
});

/** `2026-10-12T09:00`, as fields take it, of an instant on the clocks of a zone. */
const localTime = (at: string, zone: string): string =>
  new Date(at).toLocaleString('sv', { timeZone: zone }).slice(0, 'yyyy-mm-ddThh:mm'.length).replace(' ', 'T');

/** What is filled in to look at the ratings of an alarm. */
export const selectionOfAlarm = ({ service, from, until }: Alarm, zone: string): Record<string, string> => ({
  serviceId: service.id,
  from: localTime(from, zone),
  until: localTime(until, zone),
  channel: '',
  place: '',
});
