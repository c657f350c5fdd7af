import bandung from '@kinerja/schema/policies/bandung.json' with { type: 'json' };
import kutacane from '@kinerja/schema/policies/kutacane.json' with { type: 'json' };
import palangkaraya from '@kinerja/schema/policies/palangkaraya.json' with { type: 'json' };
import palu from '@kinerja/schema/policies/palu.json' with { type: 'json' };
import tanjungselor from '@kinerja/schema/policies/tanjungselor.json' with { type: 'json' };
import { type AppraisalPolicy, parseAppraisalPolicy } from '../domain/appraisal-policy.ts';

/** A part of a demo plan; each region's policy has a place for it. */
export type PlanPart = 'output' | 'outcome' | 'quality' | 'task';

/** How a demonstration region appraises. */
export interface DemoPolicy {
  readonly policy: AppraisalPolicy;
  /** Key of the component to which each part of a plan belongs. */
  readonly components: Readonly<Record<PlanPart, string>>;
}

const demoPolicy = (file: unknown, components: DemoPolicy['components']): DemoPolicy => ({
  policy: parseAppraisalPolicy(file),
  components,
});

const POLICIES: Readonly<Record<string, DemoPolicy>> = {
  '62.71': demoPolicy(palangkaraya, { output: 'keluaran', outcome: 'dampak', quality: 'keluaran', task: 'keluaran' }),
  '11.02': demoPolicy(kutacane, { output: 'iku', outcome: 'iku', quality: 'iku', task: 'iku' }),
  '32.73': demoPolicy(bandung, { output: 'hasil', outcome: 'hasil', quality: 'hasil', task: 'hasil' }),
  '72.71': demoPolicy(palu, {
    output: 'kuantitatif',
    outcome: 'kuantitatif',
    quality: 'kualitatif',
    task: 'kuantitatif',
  }),
  '65.01': demoPolicy(tanjungselor, {
    output: 'hasil',
    outcome: 'hasil',
    quality: 'hasil',
    task: 'penyelesaian-tugas',
  }),
};

/** The policy of a demonstration region. */
export const demoPolicyOf = (code: string): DemoPolicy => {
  const found = POLICIES[code];
  if (found === undefined) throw new Error(`${code} is no demonstration region with a policy.`);
  return found;
};
