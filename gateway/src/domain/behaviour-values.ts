import { z } from 'zod';
import { KeySchema, repeats } from './questionnaire.ts';
import { type Text, TextSchema } from './text.ts';

/** One observable behaviour (panduan perilaku) of a value. */
export interface BehaviourItem {
  /** Unlike any other key of the standard; ratings refer to it. */
  readonly key: string;
  /** In Indonesian word for word as the regulation has it. */
  readonly text: Text;
}

/** One core value with what people who live it do. */
export interface BehaviourValue {
  readonly key: string;
  readonly name: Text;
  readonly items: readonly BehaviourItem[];
}

/** A standard of work behaviour; the national one is BerAKHLAK. A leader may add expectations on top of it. */
export interface BehaviourStandard {
  readonly source: Text;
  readonly values: readonly BehaviourValue[];
}

/** Thrown by `parseBehaviourStandard`; the message lists every mistake with its path. */
class InvalidBehaviourStandard extends Error {
  override readonly name = 'InvalidBehaviourStandard';
  constructor(issues: readonly string[]) {
    super(`The behaviour standard is not usable:\n${issues.map((issue) => `  ${issue}`).join('\n')}`);
  }
}

/**
 * Reads a standard of work behaviour from data, as `schema/policies/berakhlak.json`.
 * @throws an error named InvalidBehaviourStandard with every path that is wrong, all at once.
 */
export function parseBehaviourStandard(json: unknown): BehaviourStandard {
  const parsed = BehaviourStandardSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InvalidBehaviourStandard(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`),
  );
}

/** Every item of the standard, in its order. */
export function behaviourItems({ values }: BehaviourStandard): readonly BehaviourItem[] {
  return values.flatMap(({ items }) => items);
}

const BehaviourStandardSchema = z.strictObject({
  source: TextSchema,
  values: z
    .array(
      z.strictObject({
        key: KeySchema,
        name: TextSchema,
        items: z.array(z.strictObject({ key: KeySchema, text: TextSchema })).min(1),
      }),
    )
    .min(1)
    .check(({ value, issues }) => {
      issues.push(...repeats(value, ({ key }) => key, 'key'));
      const items = value.flatMap((each, at) =>
        each.items.map(({ key }, place) => ({ key, path: [at, 'items', place] })),
      );
      for (const { path, ...issue } of repeats(items, ({ key }) => key, 'key')) {
        const [index, ...field] = path;
        issues.push({ ...issue, path: [...(items[Number(index)]?.path ?? []), ...field] });
      }
    }),
});
