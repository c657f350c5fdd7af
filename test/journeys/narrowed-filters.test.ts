import fc from 'fast-check';
import { buildSchema, GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { mutate } from '../support/mutate.ts';

/*
 * Whoever narrows a question about visits until one visit is left learns nothing of it (TRUST S43): there is no filter below a
 * service and a month, and no two answers, of whatever periods and whatever days, differ by one to nine visits.
 */

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as const;
const PERIODS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(MONTHS.map((month) => [month, [month]])),
  '2026-Q1': MONTHS.slice(0, 3),
  '2026-Q2': MONTHS.slice(3),
  '2026-S1': MONTHS,
  '2026': MONTHS,
};
const SERVICES = ['KTP', 'KK', 'Akta', 'Pindah', 'Izin'];
const WAVES = 4;
const PAIRS = 10_000;

const gateway = await startGateway({
  now: '2026-06-30T09:00:00Z',
  tenants: { palu: { code: '72.71', units: [{ name: 'Disdukcapil', services: SERVICES }] } },
});
const { palu } = gateway.tenants;
const machine = await addDevice(gateway.database, palu, { unit: 'Disdukcapil' });

const STEPS = ['TAKEN', 'CALLED', 'SERVED', 'FINISHED'];
const MINUTE_MS = 60_000;
/** Steps of a visit that took so many minutes; the last one is not there while it is open. */
const stepsOf = (number: string, month: string, minutes: number, isOpen: boolean) =>
  STEPS.slice(0, isOpen ? 2 : STEPS.length).map((step, place) => ({
    number,
    step,
    at: new Date(Date.parse(`${month}-15T02:00:00Z`) + (place * minutes * MINUTE_MS) / 3).toISOString(),
  }));

const AT_ONCE = 500;
const record = async (service: string, steps: readonly object[]) => {
  for (let from = 0; from < steps.length; from += AT_ONCE) {
    const { result } = await mutate<{ refused: readonly unknown[] }>(
      gateway.ask,
      'recordVisits',
      {
        input: {
          serviceId: palu.service(service).id,
          deviceToken: machine.token,
          visits: steps.slice(from, from + AT_ONCE),
        },
      },
      '... on RecordedVisits { refused { message } }',
    );
    expect(result?.refused).toEqual([]);
  }
};

interface Told {
  readonly state: string;
  readonly finished: number | null;
  readonly open: number | null;
}
/** What was told on some day of a service and a period. */
interface Answer extends Told {
  readonly service: string;
  readonly period: string;
  readonly wave: number;
}

const readAll = async (wave: number): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const service of SERVICES) {
    const fields = Object.keys(PERIODS).map(
      (period, at) => `p${at}: serviceTime(period: "${period}") { state finished open }`,
    );
    const { data } = await gateway.ask<{ service: Readonly<Record<string, Told>> }>(
      `query ($id: ID!) { service(id: $id) { ${fields.join(' ')} } }`,
      { id: palu.service(service).id },
    );
    Object.keys(PERIODS).forEach((period, at) => {
      const told = data.service[`p${at}`];
      if (told !== undefined) answers.push({ ...told, service, period, wave });
    });
  }
  return answers;
};

test('there is no filter by counter, minute or person', async () => {
  const { Service } = buildSchema(await (await gateway.fetch('/schema.graphql')).text()).getTypeMap();
  const fields = Service instanceof GraphQLObjectType ? Service.getFields() : {};
  expect(fields['serviceTime']?.args.map(({ name }) => name)).toEqual(['period']);
  expect(fields['serviceTimeChange']?.args.map(({ name }) => name)).toEqual(['after', 'before']);
});

test(`no two of ${PAIRS} pairs of answers single out one to nine visits`, async () => {
  const random = fc.sample(fc.tuple(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 90 }), fc.boolean()), {
    numRuns: SERVICES.length * MONTHS.length * WAVES,
    seed: 43,
  });
  const answers: Answer[] = [];
  let turn = 0;
  for (let wave = 0; wave < WAVES; wave += 1) {
    for (const service of SERVICES) {
      const steps = MONTHS.flatMap((month) => {
        const [count, minutes, mayBeOpen] = random[turn] ?? [0, 1, false];
        turn += 1;
        return Array.from({ length: count }, (_, at) =>
          stepsOf(`${wave}-${month}-${at}`, month, minutes, mayBeOpen && at === 0),
        ).flat();
      });
      await record(service, steps);
    }
    answers.push(...(await readAll(wave)));
  }
  const shown = answers.filter(({ state }) => state === 'PUBLISHED');
  expect(shown.length).toBeGreaterThan(100);
  expect(answers.some(({ state }) => state === 'TOO_FEW_VISITS')).toBe(true);
  for (const { finished } of shown) expect(finished).toBeGreaterThanOrEqual(10);

  let nested = 0;
  fc.assert(
    fc.property(fc.constantFrom(...shown), fc.constantFrom(...shown), (one, other) => {
      const [months, fewer] = [PERIODS[one.period] ?? [], PERIODS[other.period] ?? []];
      // All visits of the other one are among those of this one.
      fc.pre(one.wave >= other.wave && one.service === other.service && fewer.every((month) => months.includes(month)));
      nested += 1;
      const difference = Math.abs((one.finished ?? 0) - (other.finished ?? 0));
      return difference === 0 || difference >= 10;
    }),
    { numRuns: PAIRS, seed: 43, maxSkipsPerRun: 1_000 },
  );
  expect(nested).toBe(PAIRS);
});
