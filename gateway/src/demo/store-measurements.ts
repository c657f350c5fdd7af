import { createHash } from 'node:crypto';
import type { AppraisalPolicy } from '../domain/appraisal-policy.ts';
import { monthsOf, type Period } from '../domain/period.ts';
import type { DemoPerson } from './demo-people.ts';
import { demoId } from './demo-regions.ts';
import type { DemoStage } from './demo-stage.ts';
import { createDice } from './dice.ts';
import { insertRow, insertRows } from './store-region.ts';

/** Working days of a month, or cases of a person: what a share is taken of. */
const OF = 21;

/** What other systems measured of the people in the periods, for each measure that the policy asks for. */
export const storeMeasurements = async (
  { region, client, now }: DemoStage,
  { components }: AppraisalPolicy,
  people: readonly DemoPerson[],
  periods: readonly Period[],
): Promise<void> => {
  const storing = { client, region, now };
  const keys = components.flatMap((component) => (component.kind === 'MEASURE' ? [component.measure] : []));
  const months = periods.flatMap(monthsOf);
  for (const key of keys) {
    const fileName = `${key}-contoh.csv`;
    const id = demoId('batch', region.code, key);
    const items = people.flatMap((person) => months.map((month) => ({ person, month })));
    await insertRow(storing, 'import_batch', {
      id,
      kind: 'ATTENDANCE',
      file_name: fileName,
      file_hash: `\\x${createHash('sha256').update(`${fileName} ${region.code}`).digest('hex')}`,
      target: key,
      mapping: {},
      ratings: items.length,
      imported_by: 'demo',
      imported_at: now,
    });
    await insertRows(storing, 'measurement', {
      items,
      rowOf: ({ person, month }) => ({
        employee_id: person.id,
        month,
        numerator: OF - Math.floor(4 * createDice(`${person.id} ${key} ${month}`).share()),
      }),
      common: { key, denominator: OF, batch_id: id },
    });
    await insertRow(storing, 'audit_event', {
      id: demoId('audit', region.code, key),
      at: now,
      actor: 'demo',
      action: 'measurements.generated',
      subject: id,
      detail: { key, rows: items.length },
    });
  }
};
