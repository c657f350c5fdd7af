import { z } from 'zod';
import { type Text, TextSchema } from './text.ts';

export type { Text } from './text.ts';

/** The four possible answers, lowest first: every scale of PermenPANRB 14/2017 and KEP/25/M.PAN/2/2004 has four. */
export const SCORES = [1, 2, 3, 4] as const;
export type Score = (typeof SCORES)[number];

/**
 * The family a questionnaire belongs to. Only `SKM` is the official index of today; `SKM_2004` is its predecessor with fourteen
 * elements and other grade bounds; `PULSE` is one question and no official figure.
 */
export const TEMPLATES = ['SKM', 'SKM_2004', 'PULSE'] as const;
export type Template = (typeof TEMPLATES)[number];

/** A versioned template; answers of different versions are never added up (DOMAIN defect D10). */
export interface Questionnaire {
  readonly key: string;
  /** 1 or more; any change of elements or of the Indonesian wording makes a new version, a further language does not. */
  readonly version: number;
  readonly template: Template;
  readonly title: Text;
  /** In the order of the questionnaire; tallies are stored in this order. */
  readonly elements: readonly Element[];
  /** What a respondent may tell about herself; every field is optional for her. */
  readonly profile: readonly ProfileField[];
  /** Languages whose texts wait to be checked by somebody who grew up with them; none by default. Not stored: the release knows. */
  readonly awaitingReview: readonly string[];
}

/** One service element (unsur pelayanan). The key identifies it, never its U-number: U8 and U9 swap between systems. */
export interface Element {
  readonly key: string;
  readonly label: Text;
  readonly question: Text;
  /** Whether a rating without an answer to it is refused. */
  readonly required: boolean;
  /** Labels of the scores 1, 2, 3 and 4. */
  readonly answers: readonly [Text, Text, Text, Text];
}

/** A field of the respondent profile with its closed list of codes. */
export interface ProfileField {
  readonly key: ProfileKey;
  readonly label: Text;
  readonly options: readonly ProfileOption[];
}

export interface ProfileOption {
  readonly code: string;
  readonly label: Text;
}

/** The profile fields that a rating can carry; none of them identifies a person. */
export const PROFILE_KEYS = ['sex', 'ageBand', 'education', 'occupation'] as const;
export type ProfileKey = (typeof PROFILE_KEYS)[number];

/** Thrown by `parseQuestionnaire`; the message lists every mistake with its path. */
class InvalidQuestionnaire extends Error {
  override readonly name = 'InvalidQuestionnaire';
  constructor(issues: readonly string[]) {
    super(`The questionnaire is not usable:\n${issues.map((issue) => `  ${issue}`).join('\n')}`);
  }
}

/**
 * Reads a questionnaire from data (a file of `schema/questionnaires`, a row of the database).
 * @throws an error named InvalidQuestionnaire with every path that is wrong, all at once.
 */
export function parseQuestionnaire(json: unknown): Questionnaire {
  const parsed = QuestionnaireSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InvalidQuestionnaire(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`),
  );
}

/** What data is called by from elsewhere, for good. */
export const KeySchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens');

const ElementSchema = z.strictObject({
  key: KeySchema,
  label: TextSchema,
  question: TextSchema,
  required: z.boolean(),
  answers: z.tuple([TextSchema, TextSchema, TextSchema, TextSchema]),
});

const ProfileFieldSchema = z.strictObject({
  key: z.enum(PROFILE_KEYS),
  label: TextSchema,
  options: z
    .array(z.strictObject({ code: z.string().regex(/^[A-Za-z0-9_+-]+$/), label: TextSchema }))
    .min(1)
    .check(({ value, issues }) => {
      issues.push(...repeats(value, ({ code }) => code, 'code'));
    }),
});

const QuestionnaireSchema = z.strictObject({
  key: KeySchema,
  version: z.int().min(1),
  template: z.enum(TEMPLATES),
  title: TextSchema,
  elements: z
    .array(ElementSchema)
    .min(1)
    .check(({ value, issues }) => {
      issues.push(...repeats(value, ({ key }) => key, 'key'));
    }),
  profile: z.array(ProfileFieldSchema).check(({ value, issues }) => {
    issues.push(...repeats(value, ({ key }) => key, 'key'));
  }),
  awaitingReview: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'expected a language tag')).default([]),
});

/** An issue for each item whose name was used before it. */
export function repeats<Item>(items: readonly Item[], nameOf: (item: Item) => string, field: string) {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const name = nameOf(item);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ code: 'custom' as const, input: name, path: [index, field], message: `"${name}" is used twice` }];
  });
}
