import { validate as isUuid } from 'uuid';
import { isAllowedOrigin } from '../access/allowed-origin.ts';
import type { Device } from '../access/recognise-device.ts';
import { PROFILE_KEYS, type Questionnaire } from '../domain/questionnaire.ts';
import { type Issue, parseAnswers, type Scores } from '../domain/score.ts';
import { opensTicket } from '../domain/ticket-policy.ts';
import { cleanComment } from './clean-comment.ts';
import { cleanPlace } from './clean-place.ts';
import type { SubmitFeedback } from './feedback-input.ts';
import type { Rated } from './load-rated.ts';

/** A value that cannot be used, short enough for a sentence. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const checkRespondent = (
  questionnaire: Questionnaire,
  respondent: NonNullable<SubmitFeedback['respondent']>,
): Issue[] =>
  PROFILE_KEYS.flatMap((key) => {
    const given = respondent[key];
    if (given === null || given === undefined || given === '') return [];
    const codes = questionnaire.profile.find((field) => field.key === key)?.options.map(({ code }) => code) ?? [];
    if (codes.includes(given)) return [];
    return [
      {
        path: `respondent.${key}`,
        message: `respondent.${key}: pilihan ${shown(given)} tidak ada; yang ada: ${codes.join(', ')}.`,
      },
    ];
  });

/** What can be said of an input without asking the database. */
export const checkShape = (input: SubmitFeedback): Issue[] => {
  const issues: Issue[] = [];
  if (!isUuid(input.submissionKey))
    issues.push({
      path: 'submissionKey',
      message: `submissionKey: yang diharapkan UUID, yang diterima ${shown(input.submissionKey)}.`,
    });
  return issues;
};

const checkVersion = ({ questionnaireVersion: given }: SubmitFeedback, { target }: Rated): Issue[] => {
  const { questionnaireKey: key, questionnaireVersion: version } = target;
  if (given === version) return [];
  return [
    {
      path: 'questionnaireVersion',
      message: `questionnaireVersion: layanan ini memakai kuesioner ${key} versi ${version}, yang diterima versi ${given}; muat ulang formulirnya.`,
    },
  ];
};

const checkSite = ({ siteKey }: SubmitFeedback, { target }: Rated, origin: string | null): Issue[] => {
  if (!siteKey) return [];
  if (target.origins === null)
    return [
      {
        path: 'siteKey',
        message: `siteKey: kunci ${shown(siteKey)} tidak dikenal atau sudah dicabut; yang diharapkan kunci situs dari pengelola.`,
      },
    ];
  if (isAllowedOrigin(target.origins, origin)) return [];
  return [
    {
      path: 'siteKey',
      message: `siteKey: kunci ini tidak berlaku di ${shown(origin)}; yang diharapkan salah satu dari ${target.origins.join(', ')}.`,
    },
  ];
};

/** From which device and place it comes, and what is wrong with them. */
const checkPlace = (input: SubmitFeedback, { device: recognised }: Rated) => {
  const issues: Issue[] = [];
  const device = recognised !== null && 'device' in recognised ? recognised.device : null;
  if (recognised !== null && 'problem' in recognised) issues.push({ path: 'deviceToken', message: recognised.problem });
  const cleaned = cleanPlace(input.place ?? '');
  if ('problem' in cleaned) issues.push({ path: 'place', message: cleaned.problem });
  // A registered device stands where it was registered, whatever a page on it says.
  const place = device?.place ?? ('place' in cleaned ? cleaned.place : null);
  return { issues, device, place };
};

/** What the citizen said, and what is wrong with it. */
const checkContent = (input: SubmitFeedback, { questionnaire }: Rated) => {
  const issues: Issue[] = [];
  const cleaned = cleanComment(input.comment ?? '');
  const comment = 'comment' in cleaned ? cleaned.comment : null;
  if ('problem' in cleaned) issues.push({ path: 'comment', message: cleaned.problem });
  const answers = input.answers ?? [];
  let scores: Scores = questionnaire.elements.map(() => null);
  if (answers.length > 0) {
    const parsed = parseAnswers(questionnaire, answers);
    if (parsed.ok) scores = parsed.scores;
    else issues.push(...parsed.issues);
  } else if (comment === null && !('problem' in cleaned))
    issues.push({
      path: 'answers',
      message: 'answers: belum ada isi; yang diharapkan jawaban, komentar, atau keduanya.',
    });
  // Whoever is to answer it needs words; scores alone are a rating.
  if (opensTicket(input.kind) && answers.length > 0 && comment === null && !('problem' in cleaned))
    issues.push({
      path: 'comment',
      message: 'comment: laporan belum ada isinya; yang diharapkan apa yang dilaporkan.',
    });
  if (input.respondent) issues.push(...checkRespondent(questionnaire, input.respondent));
  return { issues, scores, comment };
};

/** What is usable of a feedback; only without issues may it be stored. */
export interface CheckedFeedback {
  readonly issues: readonly Issue[];
  readonly scores: Scores;
  readonly comment: string | null;
  /** Counter or room where it was given. */
  readonly place: string | null;
  /** The registered device that it comes from. */
  readonly device: Device | null;
}

/** Checks what was sent against what it is about. */
export const checkFeedback = (input: SubmitFeedback, rated: Rated, origin: string | null): CheckedFeedback => {
  const { issues: placeIssues, device, place } = checkPlace(input, rated);
  const { issues: contentIssues, scores, comment } = checkContent(input, rated);
  const issues = [...checkVersion(input, rated), ...checkSite(input, rated, origin), ...placeIssues, ...contentIssues];
  return { issues, scores, comment, place, device };
};
