import type { Pool, PoolClient } from 'pg';
import { noteDeviceSeen } from '../access/note-device-seen.ts';
import { recogniseDevice } from '../access/recognise-device.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { localDate } from '../domain/period.ts';
import type { Issue } from '../domain/score.ts';
import { dueAt, isFinished, isVisitNumber, placeOfStep, type StepTimes, takeStep } from '../domain/visit.ts';
import type { VisitProcess } from '../domain/visit-process.ts';
import { notFound } from '../errors.ts';
import { decodeGlobalId } from '../global-id.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { invalid, issue, Refused } from '../refusals.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { tallyVisits } from './tally-visits.ts';
import { processOf } from './visit-processes.ts';

/** Most rows of one request. */
export const MOST_ROWS = 500;

/** Steps of visits of one service, by a queue machine (a registered device), an API client or a leader who is signed in. */
export interface RecordVisits {
  readonly serviceId: string;
  readonly deviceToken?: string | null | undefined;
  readonly visits: readonly { readonly number: string; readonly step: string; readonly at: Date }[];
}

/** What became of the rows. */
export interface RecordedVisits {
  readonly recorded: number;
  readonly unchanged: number;
  readonly refused: readonly Issue[];
}

/** A step that was not stored: its place among those given, and what was expected. */
export interface RefusedStep {
  readonly place: number;
  readonly field: 'number' | 'step' | 'at';
  readonly given: string;
  readonly expected: string;
}

interface StoredSteps extends Omit<RecordedVisits, 'refused'> {
  readonly refused: readonly RefusedStep[];
}

interface StoredVisit {
  readonly number: string;
  readonly process: VisitProcess;
  readonly times: readonly Date[];
}

interface Visit {
  readonly process: VisitProcess;
  readonly times: StepTimes;
}

/** The service that is written to; one recording at a time, while whoever rates it waits for nothing. */
const lockService = async (client: PoolClient, serviceId: string): Promise<void> => {
  await client.query('select from service where tenant_id = $1 and id = $2 for no key update', [
    boundTenant(),
    serviceId,
  ]);
};

const loadVisits = async (client: PoolClient, serviceId: string, numbers: readonly string[]) => {
  const { rows } = await client.query<StoredVisit>({
    name: 'visits',
    text: 'select number, process, times from visit where tenant_id = $1 and service_id = $2 and number = any($3)',
    values: [boundTenant(), serviceId, numbers],
  });
  return new Map(
    rows.map(({ number, process, times }): [string, Visit] => [
      number,
      { process, times: times.map((time) => time.getTime()) },
    ]),
  );
};

interface ChangedVisit extends Visit {
  readonly number: string;
  readonly month: string;
  readonly dueAt: number | null;
  readonly finishedAt: number | null;
}

const storeVisits = async (client: PoolClient, serviceId: string, visits: readonly ChangedVisit[]): Promise<void> => {
  await client.query({
    name: 'store_visits',
    text: `
      insert into visit (tenant_id, service_id, number, process, month, times, due_at, finished_at)
      select $1, $2, number, process, month,
             array(select time::timestamptz from jsonb_array_elements_text(times) with ordinality as step (time, place) order by place),
             due_at, finished_at
      from jsonb_to_recordset($3)
           as row (number text, process jsonb, month text, times jsonb, due_at timestamptz, finished_at timestamptz)
      on conflict (tenant_id, service_id, number) do update set times = excluded.times, finished_at = excluded.finished_at`,
    values: [
      boundTenant(),
      serviceId,
      JSON.stringify(
        visits.map(({ number, process, month, times, dueAt: due, finishedAt }) => ({
          number,
          process,
          month,
          times: times.map((time) => new Date(time)),
          due_at: due === null ? null : new Date(due),
          finished_at: finishedAt === null ? null : new Date(finishedAt),
        })),
      ),
    ],
  });
};

/** The service of an input, which is of the bound tenant. */
const findService = async ({ db }: Context, value: string) => {
  const id = decodeGlobalId(value);
  const found =
    id?.type === 'Service' && id.tenantId === boundTenant()
      ? await db.prisma.service.findUnique({
          where: { tenantId_id: { tenantId: id.tenantId, id: id.id } },
          select: { id: true, unitId: true },
        })
      : null;
  if (found === null) throw notFound('input.serviceId', value, 'the id of a Service');
  return found;
};

/** Lets a registered device of the service go on, an API client of the region, the head of the unit, or a leader. */
const admit = async (
  context: Context,
  service: { readonly id: string; readonly unitId: string },
  token: string | null | undefined,
): Promise<void> => {
  const { db, now, client } = context;
  if (!token) {
    if (client?.scopes.has('visits') === true) return;
    requireViewer(context);
    return refuseUnless(context, 'RECORD_VISITS', await rolesInUnit(context, service.unitId), service.id);
  }
  const recognised = await recogniseDevice(db.pool, token, { serviceId: service.id, unitId: service.unitId });
  if ('problem' in recognised) throw new Refused({ outcome: 'notPermitted', message: recognised.problem });
  await noteDeviceSeen(db.pool, recognised.device, now());
};

/** A service of the bound tenant, and when its steps are told. */
export interface RecordingPlace {
  readonly serviceId: string;
  readonly zone: string;
  readonly now: Date;
}

/**
 * Stores steps of visits in one transaction: what is valid, once; each that is not is told by its place. The steps of a visit may
 * come in any order, and again.
 */
export const storeSteps = (
  pool: Pool,
  { serviceId, zone, now: at }: RecordingPlace,
  steps: RecordVisits['visits'],
): Promise<StoredSteps> =>
  transaction(pool, async (client) => {
    await lockService(client, serviceId);
    const present = await processOf(client, serviceId);
    const holidays = present.standard === undefined ? new Set<string>() : await holidaysOf(client);
    const numbers = new Set(steps.map(({ number }) => number).filter(isVisitNumber));
    const visits = await loadVisits(client, serviceId, [...numbers]);
    const rows = steps.map((visit, place) => ({
      ...visit,
      at: visit.at.getTime(),
      place,
      order: placeOfStep(visits.get(visit.number)?.process ?? present, visit.step),
    }));
    const refused: RefusedStep[] = [];
    const changed = new Set<string>();
    let recorded = 0;
    for (const row of rows.toSorted((a, b) => a.order - b.order || a.at - b.at)) {
      const { process, times } = visits.get(row.number) ?? { process: present, times: [] };
      const taken = takeStep(process, times, row, at.getTime());
      if ('problem' in taken) {
        const { field, expected } = taken.problem;
        const given = field === 'at' ? new Date(row.at).toISOString() : row[field];
        refused.push({ place: row.place, field, given, expected });
      } else if (taken.times !== times) {
        visits.set(row.number, { process, times: taken.times });
        changed.add(row.number);
        recorded += 1;
      }
    }
    const toStore = [...changed].map((number): ChangedVisit => {
      const { process, times } = visits.get(number) as Visit;
      const [start = 0] = times;
      return {
        number,
        process,
        times,
        month: localDate(start, zone).slice(0, 7),
        dueAt: dueAt(process, start, zone, holidays),
        finishedAt: isFinished(process, times) ? (times.at(-1) ?? null) : null,
      };
    });
    if (toStore.length > 0) {
      await storeVisits(client, serviceId, toStore);
      await tallyVisits(
        client,
        serviceId,
        toStore.filter(({ finishedAt }) => finishedAt !== null).map(({ number }) => number),
        at,
      );
    }
    return {
      recorded,
      unchanged: rows.length - recorded - refused.length,
      refused: refused.toSorted((a, b) => a.place - b.place),
    };
  });

/** Records what a queue machine, an API client or a leader sends. */
export const recordVisits = async (input: RecordVisits, context: Context): Promise<RecordedVisits> => {
  const { db, now, tenants } = context;
  const service = await findService(context, input.serviceId);
  await admit(context, service, input.deviceToken);
  if (input.visits.length < 1 || input.visits.length > MOST_ROWS)
    throw invalid(issue('visits', input.visits.length, `1 sampai ${MOST_ROWS} baris`));
  const zone = (await tenants.byId(boundTenant()))?.timeZone;
  if (zone === undefined) throw new Error(`Tenant ${boundTenant()} is bound and not in the directory.`);
  const { refused, ...counts } = await storeSteps(db.pool, { serviceId: service.id, zone, now: now() }, input.visits);
  return {
    ...counts,
    refused: refused.map(({ place, field, given, expected }) => issue(`visits.${place}.${field}`, given, expected)),
  };
};
