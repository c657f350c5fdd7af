import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Assessor } from '../domain/appraisal-policy.ts';
import type { StaffText, Text } from '../domain/text.ts';
import { markableBy } from './assess.ts';
import type { FoundAppraisal } from './find-appraisal.ts';

/** Something that an assessor marks, with the words beside it. */
export interface MarkableItem {
  readonly key: string;
  readonly group: Text;
  readonly name: Text;
  readonly question: Text;
  readonly values: number[];
}

interface Words {
  readonly group: Text;
  readonly name: Text;
  readonly question: Text;
}

const GROUPS: Readonly<Record<string, StaffText>> = {
  ABILITY: { id: 'Kemampuan', en: 'Ability' },
  KNOWLEDGE: { id: 'Pengetahuan', en: 'Knowledge' },
  ATTITUDE: { id: 'Sikap', en: 'Attitude' },
};

const itemWords = ({ policy }: FoundAppraisal): ReadonlyMap<string, Words> =>
  new Map(
    policy.components.flatMap((component) =>
      component.kind === 'ITEMS'
        ? component.items.map(({ key, name, question }) => [key, { group: component.name, name, question }] as const)
        : [],
    ),
  );

/** Everything that this kind of assessor marks, in the order of the policy. */
export const readForm = async (pool: Pool, appraisal: FoundAppraisal, assessor: Assessor): Promise<MarkableItem[]> => {
  const [markable, { rows }] = await Promise.all([
    markableBy(pool, appraisal, assessor),
    pool.query<{ key: string; group: string; name: string; target: string | null }>(
      `select 'indicator:' || id as key, component as group, name, target_text as target from indicator
       where tenant_id = $1 and appraisal_id = $2
       union all
       select 'competency:' || key, competency_group, name, null from post_competency where tenant_id = $1 and post_id = $3`,
      [boundTenant(), appraisal.id, appraisal.postId],
    ),
  ]);
  const items = itemWords(appraisal);
  const stored = new Map(rows.map((row) => [row.key, row]));
  const wordsFor = (key: string): Words => {
    const words = items.get(key);
    if (words !== undefined) return words;
    const row = stored.get(key);
    const name = { id: row?.name ?? key };
    const component = appraisal.policy.components.find((candidate) => candidate.key === row?.group);
    return {
      group: component?.name ?? GROUPS[row?.group ?? ''] ?? name,
      name,
      question: row?.target == null ? name : { id: row.target },
    };
  };
  return [...markable].map(([key, values]) => ({ key, ...wordsFor(key), values: [...values] }));
};
