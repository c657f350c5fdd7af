import { type InputCheck, MAX_NAME } from '../check-input.ts';
import type { Context } from '../context.ts';
import { keyHere, notHere, requireKey } from '../development/here.ts';
import { MAX_EXCLUSION_DAYS } from '../domain/exclusion.ts';
import { unitOfService } from '../tenant/unit-of-service.ts';

/** Ways in which a feedback comes, as it is stored. */
export const CHANNELS = ['API', 'WIDGET', 'FORM', 'KIOSK', 'IMPORT', 'DEMO'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Which ratings of one service: received from an instant on until before another, and if wanted of one channel, place or device. */
export interface SelectRatings {
  readonly serviceId: string;
  readonly from: Date;
  readonly until: Date;
  readonly channel?: Channel | null | undefined;
  readonly place?: string | null | undefined;
  readonly deviceId?: string | null | undefined;
}

/** The same, checked. */
export interface RatingSelection {
  readonly unitId: string;
  readonly serviceId: string;
  readonly from: Date;
  readonly until: Date;
  readonly channel: Channel | null;
  readonly place: string | null;
  readonly deviceId: string | null;
}

const DAY_MS = 86_400_000;

/** The service whose ratings are selected, with its unit. */
export const findSelectedService = async (
  given: string,
  { db }: Pick<Context, 'db'>,
): Promise<{ readonly id: string; readonly unitId: string }> => {
  const id = requireKey('input.serviceId', given, 'Service');
  const unitId = await unitOfService(db.pool, id);
  if (unitId === undefined) throw notHere('input.serviceId', given, 'Service');
  return { id, unitId };
};

/** Checks a selection of the ratings of a service; what is wrong is told when `check` finishes. */
export const checkSelection = (
  { from, until, channel, place, deviceId }: SelectRatings,
  service: { readonly id: string; readonly unitId: string },
  now: Date,
  check: InputCheck,
): RatingSelection => {
  check.expect(until > from, 'until', until, `saat sesudah from (${from.toISOString()})`);
  check.expect(
    until.getTime() - from.getTime() <= MAX_EXCLUSION_DAYS * DAY_MS,
    'until',
    until,
    `paling lama ${MAX_EXCLUSION_DAYS} hari sesudah from (${from.toISOString()})`,
  );
  check.expect(until <= now, 'until', until, `saat yang sudah lewat (sekarang ${now.toISOString()})`);
  const device = deviceId == null ? null : keyHere(deviceId, 'Device');
  check.expect(device !== undefined, 'deviceId', deviceId, 'id perangkat di daerah ini');
  return {
    unitId: service.unitId,
    serviceId: service.id,
    from,
    until,
    channel: channel ?? null,
    place: check.optional('place', place, MAX_NAME),
    deviceId: device ?? null,
  };
};
