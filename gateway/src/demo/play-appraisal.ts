import { stagesFor } from '../domain/appraisal-cycle.ts';
import { type DemoAppraisal, STEPS, withChance } from './appraisal-steps.ts';
import type { DemoStage } from './demo-stage.ts';

/** Plays one appraisal: everybody does what each stage asks of him, until it comes to rest or the present is reached. */
export const playAppraisal = async (stage: DemoStage, appraisal: DemoAppraisal): Promise<void> => {
  const { demo, period, restsIn } = appraisal;
  const played = withChance(appraisal);
  for (const name of stagesFor(demo.policy, period)) {
    for (const { day, hour, by, act, stays = false } of STEPS[name](played)) {
      if (name === restsIn && !stays) return;
      const at = stage.moment(day, hour);
      if (at > stage.now) return;
      await act(stage.as(by, at));
    }
    if (name === restsIn) return;
  }
};
