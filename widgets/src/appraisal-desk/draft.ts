import { instantIn } from '../portal/instant-in.ts';
import type { Move, Sheet, SimpleForm } from './moves.ts';
import type { Card } from './read-person.ts';
import type { DeskWords } from './words/id.ts';

/** What was typed into a form and not sent yet; it outlives every change of the page, and a token that expires. */
export interface Draft {
  readonly values: Record<string, string>;
  /** What has to be put right, in words. */
  problems: readonly string[];
  /** Whether somebody else was faster: then the latest can be loaded. */
  isOutdated: boolean;
  isReview: boolean;
  isSending: boolean;
}

export const newDraft = (values: Record<string, string> = {}): Draft => ({
  values,
  problems: [],
  isOutdated: false,
  isReview: false,
  isSending: false,
});

const given = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** A sheet begins with what was saved of it before. */
export function sheetDraft({ assessments }: Card, { assessor }: Sheet): Draft {
  const saved = assessments.find((sheet) => sheet.assessor === assessor && sheet.submittedAt === null);
  const values: Record<string, string> = {
    strengths: saved?.strengths ?? '',
    improvements: saved?.improvements ?? '',
  };
  for (const { key, value, note } of saved?.marks ?? []) {
    values[`mark:${key}`] = String(value);
    values[`note:${key}`] = note ?? '';
  }
  return newDraft(values);
}

/** The items of a sheet that have no mark yet. */
export const unmarked = (card: Card, { items }: Sheet, { values }: Draft): Card['selfForm'] =>
  card[items].filter(({ key }) => !values[`mark:${key}`]);

/** The marks that were given. */
const marksOf = (items: Card['selfForm'], { values }: Draft) =>
  items.flatMap(({ key }) => {
    const value = Number(values[`mark:${key}`]);
    return value ? [{ key, value, note: given(values[`note:${key}`]) }] : [];
  });

/** What is sent of a sheet. */
export const sheetVariables = (card: Card, { items }: Sheet, draft: Draft) => ({
  marks: marksOf(card[items], draft),
  strengths: given(draft.values['strengths']),
  improvements: given(draft.values['improvements']),
});

type Variables = Readonly<Record<string, unknown>>;

/** What is sent of a simple form, or what is still empty in it. */
export function formVariables(
  { fields, revises }: SimpleForm,
  draft: Draft,
  { words, zone, card }: { readonly words: DeskWords; readonly zone: string; readonly card: Card },
): { readonly variables: Variables; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const { values } = draft;
  const variables: Record<string, unknown> = { replyToId: given(values['replyToId']) };
  if (revises) variables['revisedMarks'] = marksOf(card.supervisorForm, draft);
  for (const { name, kind, required } of fields) {
    const value = given(values[name]);
    const instant = kind === 'INSTANT' ? instantIn(zone, value) : undefined;
    variables[name] = instant === undefined ? value : instant;
    if (instant === null) problems.push(words.notAnInstant);
    else if (required && !value) problems.push(`${words.missing}: ${words.fields[name]}`);
  }
  return { variables, problems };
}

/** A number as people write it, as the gateway takes it; null for what could be read in two ways. */
const plainDecimal = (text: string, code: string): string | null => {
  const decimal = text.replace(',', '.');
  // In Indonesian `1.250` is a thousand and more; taken as it stands it would be one and a quarter.
  const isThousands = code === 'id' && /^\d{1,3}\.\d{3}$/.test(text);
  return /^\d+(\.\d+)?$/.test(decimal) && !isThousands ? decimal : null;
};

/** Beginning of the names of the fields of one indicator. */
export const indicatorField = (id: string, name: string): string => `${id} ${name}`;

/** What was reported before stands in the form. */
export function realisationDraft({ indicators }: Card, code: string): Draft {
  const values: Record<string, string> = {};
  for (const { id, realisation, realisationText, sampleSize, evidence } of indicators) {
    const decimal = code === 'id' ? realisation?.replace('.', ',') : realisation;
    values[indicatorField(id, 'realisation')] = decimal ?? '';
    values[indicatorField(id, 'realisationText')] = realisationText ?? '';
    values[indicatorField(id, 'sampleSize')] = sampleSize === null ? '' : String(sampleSize);
    values[indicatorField(id, 'evidence')] = evidence.join('\n');
  }
  return newDraft(values);
}

/** What is sent of the realisations: those indicators for which something is filled in. */
export function realisationVariables(
  { indicators }: Card,
  { values }: Draft,
  { words, code }: { readonly words: DeskWords; readonly code: string },
): { readonly variables: Variables; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const realisations = indicators.flatMap(({ id, name, kind }) => {
    const value = (field: string) => given(values[indicatorField(id, field)]);
    const evidence = (value('evidence') ?? '').split(/\s+/).filter(Boolean);
    const [number, text, sample] = [value('realisation'), value('realisationText'), value('sampleSize')];
    if (!number && !text && evidence.length === 0) return [];
    const realisation = number && plainDecimal(number, code);
    if (realisation === null) problems.push(words.plainNumber(name, number ?? ''));
    const sampleSize = sample ? Number(sample) : undefined;
    return [
      {
        indicatorId: id,
        realisation: kind === 'QUALITATIVE' ? undefined : realisation,
        realisationText: text,
        sampleSize,
        evidence,
      },
    ];
  });
  if (realisations.length === 0) problems.push(words.nothingReported);
  return { variables: { realisations }, problems };
}

/** Names a form of an appraisal. */
export const draftKey = (card: Card, move: Move): string => `${card.id} ${move}`;
