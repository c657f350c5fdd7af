import visits from '@kinerja/schema/demo/visits.json' with { type: 'json' };
import { encodeGlobalId } from '../global-id.ts';
import { type RecordVisits, storeSteps } from '../service-time/record-visits.ts';
import { storeVisitProcess } from '../service-time/visit-processes.ts';
import { demoId } from './demo-regions.ts';
import type { DemoStage } from './demo-stage.ts';
import { createDice } from './dice.ts';
import { officeDays } from './generate-ratings.ts';
import { quartersUntil } from './generate-region.ts';

type DemoQueue = (typeof visits)[number];
type Steps = RecordVisits['visits'];

const MINUTE = 60_000;
/** Numbers are given out so long after the office opens. */
const OPEN_FOR = 6 * 60 * MINUTE;
/** One in so many who took a number or handed in papers never comes back. */
const LEAVES_EVERY = 25;

/** The visits of a service up to now. In the oldest quarter steps took longer by the factor `earlier`. */
const generateSteps = (
  { prefix, perQuarter, process, takes }: DemoQueue,
  serviceId: string,
  { region, now }: DemoStage,
): Steps => {
  const dice = createDice(`visits ${serviceId}`);
  const [first] = process.steps;
  return quartersUntil(now.getTime(), region.timeZone).flatMap((quarter, age) => {
    const days = officeDays(quarter, region.timeZone);
    return Array.from({ length: perQuarter }, (_, place) => {
      const day = days[Math.floor(((place + dice.share()) / perQuarter) * days.length)] ?? days[0];
      if (day === undefined || first === undefined) throw new Error(`Nobody can come in ${quarter}.`);
      let at = day.opensAt + dice.share() * OPEN_FOR;
      const started = { step: first.key, at };
      const leaves = (place + 1) % LEAVES_EVERY === 0;
      const others = takes.map(({ step, minutes, spread, earlier }) => {
        at += minutes * (age === 0 ? earlier : 1) * Math.exp(spread * dice.normal()) * MINUTE;
        return { step, at };
      });
      const number = `${day.date.replaceAll('-', '')}-${prefix}${place + 1}`;
      return [started, ...(leaves ? [] : others)].map((step) => ({
        number,
        step: step.step,
        at: new Date(Math.round(step.at)),
      }));
    })
      .flat()
      .filter(({ at }) => at <= now);
  });
};

/** How long people waited at a counter and for a permit: recorded as a queue machine would have done it. */
export const storeVisits = async (stage: DemoStage): Promise<void> => {
  const { region, pool, now } = stage;
  for (const queue of visits) {
    const serviceId = demoId('service', region.code, queue.role, queue.service);
    const services = [encodeGlobalId({ type: 'Service', tenantId: region.tenantId, id: serviceId })];
    await storeVisitProcess(pool, { ...queue.process, services }, { actor: 'demo', at: now });
    const steps = generateSteps(queue, serviceId, stage);
    const { refused } = await storeSteps(pool, { serviceId, zone: region.timeZone, now }, steps);
    const [problem] = refused;
    if (problem !== undefined) throw new Error(`visits.json: ${problem.field} ${problem.given} is refused.`);
  }
};
