import { openCycle } from '../appraisal/open-cycle.ts';
import { storePolicy } from '../appraisal/stored-policy.ts';
import { stagesFor } from '../domain/appraisal-cycle.ts';
import type { Period } from '../domain/period.ts';
import type { DemoAppraisal } from './appraisal-steps.ts';
import { daysAfter, demoCycles, opensOn } from './demo-cycles.ts';
import { type DemoPerson, demoPeople } from './demo-people.ts';
import { type DemoPolicy, demoPolicyOf } from './demo-policies.ts';
import type { DemoStage } from './demo-stage.ts';
import { playAppraisal } from './play-appraisal.ts';
import { playDailyLog } from './play-daily-log.ts';
import { playDevelopment } from './play-development.ts';
import { storeMeasurements } from './store-measurements.ts';
import { adminOf, storePeople } from './store-people.ts';

/** People, posts and the policy are there so many days before the first cycle opens. */
const DAYS_BEFORE = 14;
/** Whose result of the past cycle is objected to, by the place among those whose rater has a superior. */
const DISPUTED_PLACE = 1;

interface Setting {
  readonly demo: DemoPolicy;
  readonly people: readonly DemoPerson[];
  readonly admin: DemoPerson;
}

/** Opens a cycle, as the administrator does when planning begins. */
const openDemoCycle = async (
  stage: DemoStage,
  { demo: { policy }, people, admin }: Setting,
  period: Period,
): Promise<readonly Pick<DemoAppraisal, 'id' | 'person' | 'rater' | 'superior' | 'peers'>[]> => {
  const context = stage.as(admin, stage.moment(opensOn(policy, period, 'PLANNING'), 8));
  const { id } = await openCycle({ policyKey: policy.key, period }, context);
  const { rows } = await stage.client.query<{ id: string; employee: string; rater: string; superior: string | null }>(
    `select id, employee_id as employee, rater_id as rater, superior_id as superior from appraisal
     where tenant_id = $1 and cycle_id = $2`,
    [stage.region.tenantId, id],
  );
  return people.flatMap((person) => {
    const row = rows.find(({ employee }) => employee === person.id);
    const rater = people.find((other) => other.id === row?.rater);
    if (row === undefined || rater === undefined) return [];
    const peerIds = rows.filter((other) => other.rater === row.rater && other.employee !== person.id);
    return [
      {
        id: row.id,
        person,
        rater,
        superior: people.find((other) => other.id === row.superior) ?? null,
        peers: people.filter((other) => peerIds.some(({ employee }) => employee === other.id)),
      },
    ];
  });
};

/** @param running The period that runs, when the cycle is the open one; null for the past one. */
const playCycle = async (stage: DemoStage, setting: Setting, period: Period, running: Period | null): Promise<void> => {
  const { demo, people, admin } = setting;
  const evaluators = people.filter(({ roles }) => roles.includes('EVALUATOR'));
  const leaders = people.filter(({ roles }) => roles.includes('LEADER'));
  const rests = stagesFor(demo.policy, period).filter((name) => name !== 'OBJECTION' && name !== 'FINAL');
  const opened = await openDemoCycle(stage, setting, period);
  if (demo.policy.components.some(({ kind }) => kind === 'ACTIVITY'))
    for (const { person, rater } of opened) {
      await playDailyLog(stage, { person, rater, period, isJudged: true });
      if (running !== null) await playDailyLog(stage, { person, rater, period: running, isJudged: false });
    }
  const disputed = running !== null ? undefined : opened.filter(({ superior }) => superior !== null)[DISPUTED_PLACE];
  for (const [place, appraisal] of opened.entries()) {
    const restsIn = running === null ? null : (rests[(place + 1) % rests.length] ?? null);
    const isDisputed = appraisal === disputed;
    await playAppraisal(stage, { ...appraisal, period, demo, admin, leaders, evaluators, restsIn, isDisputed });
    if (running === null) await playDevelopment(stage, { ...appraisal, period, demo });
  }
};

/**
 * The personnel of a region and two cycles of their appraisal, each made by the people themselves: a past one whose results
 * are final, and one whose appraisals stand in different stages.
 */
export const storeAppraisals = async (stage: DemoStage): Promise<void> => {
  const { region, now, pool } = stage;
  const demo = demoPolicyOf(region.code);
  const { policy } = demo;
  const people = demoPeople(region, policy.teamSize > 0);
  const admin = adminOf(people);
  const { past, open, running } = demoCycles(policy, now, region.timeZone);
  const at = stage.moment(daysAfter(opensOn(policy, past, 'PLANNING'), -DAYS_BEFORE), 8);
  const hasProfiles = policy.components.some(({ kind }) => kind === 'COMPETENCY');
  await storePeople(stage, { people, admin, at, hasProfiles });
  await storePolicy(pool, policy, { actor: 'demo', at });
  await storeMeasurements(stage, policy, people, [past, open]);
  const setting = { demo, people, admin };
  await playCycle(stage, setting, past, null);
  await playCycle(stage, setting, open, running);
};
