import { v7 as timeOrderedId } from 'uuid';
import type { Action } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, type InputCheck, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { Period } from '../domain/period.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { today } from '../personnel/today.ts';
import { existing } from './existing.ts';
import { keyHere, requireKey } from './here.ts';
import type { Stored } from './stored.ts';

/** What meetings are for, and who may hold them with a person. */
const MAY_HOLD = {
  ROUTINE: 'HOLD_ROUTINE_MEETING',
  ANNUAL_SESSION: 'HOLD_ANNUAL_SESSION',
  DISCUSSION: 'HOLD_MEETING',
} as const satisfies Record<string, Action>;
export type MeetingKind = keyof typeof MAY_HOLD;

/** The record of a meeting that was held. */
export interface HoldMeeting {
  readonly kind: MeetingKind;
  readonly heldOn: string;
  readonly unitId: string;
  readonly participantIds: readonly string[];
  readonly progress: string;
  readonly obstacles?: string | null | undefined;
  readonly decisions: readonly {
    readonly text: string;
    readonly responsibleId: string;
    readonly dueOn: string;
  }[];
  readonly period?: Period | null | undefined;
  readonly direction?: string | null | undefined;
}

const MAX_PARTICIPANTS = 100;
const MAX_DECISIONS = 50;

/** The yearly session is about one person and one period, and gives a direction. */
const checkSession = (check: InputCheck, input: HoldMeeting, direction: string | null) => {
  const { kind, period, participantIds } = input;
  if (kind !== 'ANNUAL_SESSION') {
    check.expect(period == null, 'period', period, 'kosong selain pada sesi tahunan');
    return;
  }
  check.expect(direction !== null, 'direction', input.direction, 'arahan pimpinan');
  check.expect(period != null, 'period', period, 'periode yang dievaluasi');
  check.expect(participantIds.length === 1, 'participantIds', participantIds.length, 'satu pegawai');
};

const checkParticipants = async (
  check: InputCheck,
  { participantIds }: HoldMeeting,
  holderId: string,
  { db }: Context,
): Promise<readonly string[]> => {
  const count = participantIds.length;
  check.expect(
    count >= 1 && count <= MAX_PARTICIPANTS,
    'participantIds',
    count,
    `1 sampai ${MAX_PARTICIPANTS} pegawai`,
  );
  const keys = participantIds.map((id) => keyHere(id, 'Employee'));
  const known = await existing(db.pool, 'employee', keys);
  keys.forEach((key, at) => {
    const path = `participantIds.${at}`;
    check.expect(key !== undefined && known.has(key), path, participantIds[at], 'id pegawai daerah ini');
    check.expect(key !== holderId, path, participantIds[at], 'peserta selain Saudara, pemimpin pertemuan');
    check.expect(keys.indexOf(key) === at, path, participantIds[at], 'setiap peserta sekali saja');
  });
  return keys.flatMap((key) => key ?? []);
};

const checkDecisions = (check: InputCheck, input: HoldMeeting, present: ReadonlySet<string>) => {
  const count = input.decisions.length;
  check.expect(count <= MAX_DECISIONS, 'decisions', count, `paling banyak ${MAX_DECISIONS} keputusan`);
  return input.decisions.map(({ text, responsibleId, dueOn }, at) => {
    const path = `decisions.${at}`;
    const key = keyHere(responsibleId, 'Employee');
    check.expect(
      key !== undefined && present.has(key),
      `${path}.responsibleId`,
      responsibleId,
      'peserta atau pemimpin',
    );
    check.expect(dueOn >= input.heldOn, `${path}.dueOn`, dueOn, `tanggal mulai hari pertemuan (${input.heldOn})`);
    return {
      id: timeOrderedId(),
      place: at + 1,
      text: check.required(`${path}.text`, text, MAX_TEXT),
      responsible: key,
      due: dueOn,
    };
  });
};

/** Stores the record of a meeting. Holding it is the holder's acknowledgement; each participant gives his own. */
export const holdMeeting = async (input: HoldMeeting, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const unitId = requireKey('unitId', input.unitId, 'Unit');
  const { db, now } = context;
  const tenantId = boundTenant();
  const check = checkInput();
  const units = await existing(db.pool, 'unit', [unitId]);
  check.expect(units.has(unitId), 'unitId', input.unitId, 'id unit kerja daerah ini');
  const day = today(context);
  check.expect(input.heldOn <= day, 'heldOn', input.heldOn, `tanggal sampai hari ini (${day})`);
  const progress = check.required('progress', input.progress, MAX_TEXT);
  const obstacles = check.optional('obstacles', input.obstacles, MAX_TEXT);
  const direction = check.optional('direction', input.direction, MAX_TEXT);
  checkSession(check, input, direction);
  const participants = await checkParticipants(check, input, viewer.employeeId, context);
  const decisions = checkDecisions(check, input, new Set([...participants, viewer.employeeId]));
  check.finish();
  for (const participant of participants)
    await refuseUnless(context, MAY_HOLD[input.kind], await rolesTowards(context, participant), participant);
  const meeting = { tenantId, id: timeOrderedId() };
  const at = now();
  await transaction(db.pool, async (client) => {
    await client.query(
      `insert into meeting (tenant_id, id, kind, unit_id, holder_id, held_on, period, direction, progress, obstacles,
                            recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        tenantId,
        meeting.id,
        input.kind,
        unitId,
        viewer.employeeId,
        input.heldOn,
        input.period ?? null,
        direction,
        progress,
        obstacles,
        at,
      ],
    );
    await client.query(
      'insert into meeting_participant (tenant_id, meeting_id, employee_id) select $1, $2, unnest($3::uuid[])',
      [tenantId, meeting.id, participants],
    );
    await client.query(
      `insert into meeting_decision (tenant_id, id, meeting_id, place, text, responsible_id, due_on)
       select $1, id, $2, place, text, responsible, due
       from jsonb_to_recordset($3) as decision (id uuid, place integer, text text, responsible uuid, due date)`,
      [tenantId, meeting.id, JSON.stringify(decisions)],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'meeting.held',
      subject: meeting.id,
      detail: {
        before: null,
        after: {
          kind: input.kind,
          unitId,
          heldOn: input.heldOn,
          period: input.period ?? null,
          participants,
          progress,
          obstacles,
          direction,
          decisions: decisions.map(({ text, responsible, due }) => ({ text, responsible, due })),
        },
      },
    });
  });
  return meeting;
};
