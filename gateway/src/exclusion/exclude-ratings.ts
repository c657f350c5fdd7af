import { v7 as timeOrderedId } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { sealWithin } from '../audit/seal-events.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Stored } from '../development/stored.ts';
import { DECIDED_REASONS, type ExclusionReason, excludedInWords, tellsOfFew } from '../domain/exclusion.ts';
import { periodTitle } from '../domain/period.ts';
import { MIN_GROUP } from '../domain/protected-group.ts';
import { closeDuePeriods } from '../leaderboard/close-due-periods.ts';
import { notAllowedNow } from '../refusals.ts';
import { zoneOf } from '../scorecard/zone-of.ts';
import { changeFigures, lockExclusions } from './change-figures.ts';
import { closeAlarms } from './close-alarms.ts';
import { refuseUnlessMayExclude } from './may-exclude.ts';
import { checkSelection, findSelectedService, type SelectRatings } from './rating-selection.ts';
import { closedAmong, loadSelected, monthsOfSelected, type SelectedMonth } from './selected-ratings.ts';

/** Which ratings, and why they do not count. */
export interface ExcludeRatings extends SelectRatings {
  readonly reason: ExclusionReason;
  readonly explanation: string;
}

const INSERT = `
  insert into rating_exclusion (tenant_id, id, unit_id, service_id, received_from, received_until, channel, place, device_id,
                                reason, explanation, ratings, decided_by_id, decided_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

const MARK = `
  insert into excluded_rating (tenant_id, exclusion_id, feedback_id)
  select $1, $2, id from unnest($3::uuid[]) as id`;

const refuseFew = (closed: readonly SelectedMonth[]): void => {
  const few = closed.find(({ ratings }) => tellsOfFew(ratings));
  if (few === undefined) return;
  throw notAllowedNow(
    `${few.ratings} dari penilaian yang dipilih terhitung pada ${periodTitle(few.month)}, yang angkanya sudah terbit. Dari angka yang sudah terbit tidak dapat dikecualikan kurang dari ${MIN_GROUP} penilaian, karena selisih kedua versi akan menunjukkan jawaban mereka. Pilih rentang waktu lain.`,
  );
};

/**
 * Takes ratings of one service out of the official and the fair figures, with the reason; the ratings themselves stay. By a leader
 * whom they do not judge. Published figures get a further version; one to nine ratings cannot be taken out of those any more.
 */
export const excludeRatings = async (input: ExcludeRatings, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db } = context;
  const tenantId = boundTenant();
  const service = await findSelectedService(input.serviceId, context);
  await refuseUnlessMayExclude(context, service.unitId, service.id);
  const at = context.now();
  const check = checkInput();
  const selection = checkSelection(input, service, at, check);
  const { reason } = input;
  check.expect(
    DECIDED_REASONS.some((one) => one === reason),
    'reason',
    reason,
    `salah satu dari ${DECIDED_REASONS.join(', ')}`,
  );
  const explanation = check.required('explanation', input.explanation, MAX_TEXT, 'penjelasan atas keputusan');
  check.finish();

  const zone = await zoneOf(context, tenantId);
  // What is due is published as it was: what changes afterwards changes because of this.
  await closeDuePeriods(db.pool, { tenantId, zone, now: at });
  const id = timeOrderedId();
  const { unitId, serviceId, from, until, channel, place, deviceId } = selection;
  await transaction(db.pool, async (client) => {
    await lockExclusions(client, tenantId);
    const selected = await loadSelected(client, selection);
    const ratings = selected.ids.length;
    if (ratings === 0)
      throw notAllowedNow('Tidak ada penilaian yang masih dihitung dalam pilihan ini; tidak ada yang dikecualikan.');
    const closed = await closedAmong(client, monthsOfSelected(selected));
    refuseFew(closed);
    await client.query(INSERT, [
      ...[tenantId, id, unitId, serviceId, from, until, channel, place, deviceId],
      ...[input.reason, explanation, ratings, viewer.employeeId, at],
    ]);
    await client.query(MARK, [tenantId, id, selected.ids]);
    await closeAlarms(client, id, selection, { viewer, at });
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'ratings.excluded',
      subject: id,
      detail: { unitId, serviceId, from, until, channel, place, deviceId, reason: input.reason, explanation, ratings },
    });
    await changeFigures(client, context, {
      ...{ unitId, zone, at, viewer, selected, closed },
      sign: -1,
      reason: excludedInWords(reason),
    });
    await sealWithin(client);
  });
  return { tenantId, id };
};
