import { z } from 'zod';
import { parsePolicy } from './policy-file.ts';
import { TextSchema } from './text.ts';

/** More would be a promise that nobody checks. */
const MOST_MINUTES = 24 * 60;
const MOST_DAYS = 3650;
const MOST_STEPS = 20;

const key = /^[a-z][a-z0-9-]*$/;

/** How a service handles a visit, from its first step to its last, and how long it promises to take. */
const VisitProcessSchema = z
  .strictObject({
    key: z.string().regex(key),
    version: z.int().min(1),
    /** Where the steps and the standard come from. */
    source: z.string().min(1),
    /** Ids of the services that work like this. */
    services: z.array(z.string().min(1)),
    /** In what its durations are told: a counter in minutes, a permit in days. */
    pace: z.enum(['MINUTES', 'DAYS']),
    /** A visit that took longer is a mistake of whoever recorded it. */
    longestDays: z.int().min(1).max(MOST_DAYS),
    /** In order; the label of a step says what went on since the step before. */
    steps: z
      .array(z.strictObject({ key: z.string().regex(/^[A-Z][A-Z0-9_]*$/), label: TextSchema }))
      .min(2)
      .max(MOST_STEPS),
    /** The time that the service standard announces (jangka waktu); none where nothing is said. */
    standard: z
      .union([
        z.strictObject({ minutes: z.int().min(1).max(MOST_MINUTES) }),
        z.strictObject({ workingDays: z.int().min(1).max(MOST_DAYS) }),
      ])
      .optional(),
  })
  .superRefine(({ steps }, context) => {
    const seen = new Set<string>();
    steps.forEach((step, place) => {
      if (seen.has(step.key))
        context.addIssue({
          code: 'custom',
          path: ['steps', place, 'key'],
          message: `langkah "${step.key}" ada dua kali`,
        });
      seen.add(step.key);
    });
  });

export type VisitProcess = z.infer<typeof VisitProcessSchema>;

/** Reads a process; errors as those of `parsePolicy`. */
export const parseVisitProcess = (json: unknown): VisitProcess =>
  parsePolicy(VisitProcessSchema, 'Proses layanan', json);
