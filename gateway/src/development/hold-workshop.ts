import { v7 as timeOrderedId } from 'uuid';
import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_NAME, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { existing } from './existing.ts';

import { keyHere } from './here.ts';
import type { Stored } from './stored.ts';

/** A workshop for the people of several agencies. */
export interface HoldWorkshop {
  readonly title: string;
  readonly topic: string;
  readonly heldOn: string;
  readonly unitIds: readonly string[];
  readonly sharedPractice?: string | null | undefined;
}

const MAX_UNITS = 500;

/** Announces a workshop, or enters one that was held; whoever does it is its organiser. */
export const holdWorkshop = async (input: HoldWorkshop, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  await refuseUnless(context, 'HOLD_WORKSHOP', grantedRoles(viewer), tenantId);
  const check = checkInput();
  const title = check.required('title', input.title, MAX_NAME);
  const topic = check.required('topic', input.topic, MAX_TEXT);
  const note = check.optional('sharedPractice', input.sharedPractice, MAX_TEXT);
  const count = input.unitIds.length;
  check.expect(count >= 1 && count <= MAX_UNITS, 'unitIds', count, `1 sampai ${MAX_UNITS} unit kerja`);
  const keys = input.unitIds.map((id) => keyHere(id, 'Unit'));
  const known = await existing(db.pool, 'unit', keys);
  keys.forEach((key, at) => {
    const holds = key !== undefined && known.has(key);
    check.expect(holds, `unitIds.${at}`, input.unitIds[at], 'id unit kerja daerah ini');
  });
  check.finish();
  const workshop = { tenantId, id: timeOrderedId() };
  const at = now();
  await transaction(db.pool, async (client) => {
    await client.query(
      `insert into workshop (tenant_id, id, title, topic, held_on, organiser_id, announced_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tenantId, workshop.id, title, topic, input.heldOn, viewer.employeeId, at],
    );
    await client.query(
      'insert into workshop_unit (tenant_id, workshop_id, unit_id) select $1, $2, unnest($3::uuid[])',
      [tenantId, workshop.id, [...known]],
    );
    if (note !== null)
      await client.query(
        `insert into workshop_note (tenant_id, id, workshop_id, author_id, text, written_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [tenantId, timeOrderedId(), workshop.id, viewer.employeeId, note, at],
      );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'workshop.held',
      subject: workshop.id,
      detail: {
        before: null,
        after: { title, topic, heldOn: input.heldOn, units: [...known], sharedPractice: note },
      },
    });
  });
  return workshop;
};
