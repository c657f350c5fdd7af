import { InvalidInput } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { PROFILE_KEYS } from '../domain/questionnaire.ts';
import { notFound } from '../errors.ts';
import { keyOf, Service, tenantOfId, tenantOfInput } from '../tenant/tenant.graphql.ts';
import { findReceipt, tenantOfReceipt } from './find-receipt.ts';
import { requestChallenge } from './request-challenge.ts';
import { type Receipt, type SubmitOutcome, submitFeedback } from './submit-feedback.ts';

export const FeedbackKind = builder.enumType('FeedbackKind', {
  description: 'What a citizen wants to say.',
  values: {
    RATING: { description: 'A rating of the service (survei kepuasan).' },
    COMPLAINT: { description: 'Pengaduan.' },
    ASPIRATION: { description: 'Aspirasi.' },
    INFORMATION_REQUEST: { description: 'Permintaan informasi.' },
  } as const,
});

export const FeedbackReceipt = builder.objectRef<Receipt>('FeedbackReceipt').implement({
  description: 'The proof that a feedback was stored; its code is the only key that is needed to ask for it.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'What the citizen keeps, for example `3273-7K3M-9QXT-2WZ4-H8RN`; read in any case, with or without hyphens.',
    }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was stored.' }),
    kind: t.expose('kind', { type: FeedbackKind, description: 'What was sent.' }),
    service: t.prismaField({
      type: Service,
      description: 'The service it is about.',
      resolve: (query, { tenantId, serviceId }, _args, { db }) =>
        db.prisma.service.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: serviceId } } }),
    }),
  }),
});

const SubmitFeedbackSuccess = builder
  .objectRef<Extract<SubmitOutcome, { outcome: 'stored' }>>('SubmitFeedbackSuccess')
  .implement({
    description: 'The feedback is stored.',
    fields: (t) => ({
      receipt: t.expose('receipt', {
        type: FeedbackReceipt,
        description: 'The receipt; the same for every repetition.',
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this key was stored before.' }),
    }),
  });

export const KeyReused = builder.objectRef<Extract<SubmitOutcome, { outcome: 'keyReused' }>>('KeyReused').implement({
  description: 'The key belongs to something with other content, which is stored unchanged.',
  fields: (t) => ({
    message: t.string({
      description: 'What happened and what to do.',
      resolve: () =>
        'submissionKey: kunci ini sudah dipakai untuk isi yang lain, yang tetap tersimpan; kirim isi baru dengan kunci baru.',
    }),
  }),
});

const SENDER_WORDS = { network: 'jaringan', device: 'perangkat' } as const;

export const TooManyRequests = builder
  .objectRef<Extract<SubmitOutcome, { outcome: 'tooMany' }>>('TooManyRequests')
  .implement({
    description:
      'Nothing was stored: more came from this network, or this registered device, than may. Wait, or solve a challenge.',
    fields: (t) => ({
      message: t.string({
        description: 'What happened and what to do.',
        resolve: ({ sender, retryAfterSeconds }) =>
          `Terlalu banyak kiriman dari ${SENDER_WORDS[sender]} ini; coba lagi dalam ${retryAfterSeconds} detik.`,
      }),
      retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'Seconds to wait.' }),
      challengeRequired: t.boolean({
        description: 'True when a solved challenge is accepted instead of waiting.',
        resolve: () => true,
      }),
    }),
  });

const OUTCOMES = {
  stored: SubmitFeedbackSuccess,
  invalid: InvalidInput,
  keyReused: KeyReused,
  tooMany: TooManyRequests,
} as const;

const SubmitFeedbackResult = builder.unionType('SubmitFeedbackResult', {
  description: 'How a submit ends. Anything but success leaves nothing stored.',
  types: Object.values(OUTCOMES),
  resolveType: ({ outcome }) => OUTCOMES[outcome],
});

const AnswerInput = builder.inputType('AnswerInput', {
  description: 'One answer.',
  fields: (t) => ({
    element: t.string({
      required: true,
      description: 'Key of the element, for example `waktu`; never its number, which differs between systems.',
    }),
    score: t.int({ required: true, description: '1 (worst) to 4 (best).' }),
  }),
});

const PROFILE_WORDS: Record<(typeof PROFILE_KEYS)[number], string> = {
  sex: 'Jenis kelamin.',
  ageBand: 'Kelompok umur.',
  education: 'Pendidikan terakhir.',
  occupation: 'Pekerjaan utama.',
};

const RespondentInput = builder.inputType('RespondentInput', {
  description: "All optional; codes of the questionnaire's respondent profile.",
  fields: (t) => ({
    sex: t.string({ description: PROFILE_WORDS.sex }),
    ageBand: t.string({ description: PROFILE_WORDS.ageBand }),
    education: t.string({ description: PROFILE_WORDS.education }),
    occupation: t.string({ description: PROFILE_WORDS.occupation }),
  }),
});

const SubmitFeedbackInput = builder.inputType('SubmitFeedbackInput', {
  description: 'What a citizen sends.',
  fields: (t) => ({
    submissionKey: t.id({
      required: true,
      description:
        'Made by the client before the first attempt (UUID). The same key and content always give the same receipt.',
    }),
    serviceId: t.id({ required: true, description: 'Id of the service that the feedback is about.' }),
    questionnaireVersion: t.int({
      required: true,
      description: 'Version of the questionnaire that was answered; must be the one that the service uses.',
    }),
    answers: t.field({ type: [AnswerInput], description: 'At least one of: answers, comment.' }),
    comment: t.string({ description: 'Free words, at most 1,000 characters.' }),
    kind: t.field({ type: FeedbackKind, defaultValue: 'RATING', description: 'A rating by default.' }),
    submittedAt: t.field({
      type: 'DateTime',
      description:
        'When the citizen pressed send, if the answer waited on the device. Believed when at most seven days ago and that month is not closed.',
    }),
    visitCode: t.string({
      description:
        'One-time code from the queue ticket, of this service, on the day of the visit or within a week: makes the rating a verified one.',
    }),
    respondent: t.field({ type: RespondentInput, description: 'Optional facts about the respondent.' }),
    siteKey: t.string({ description: 'Public key of the embedding site; without it the rating counts as unverified.' }),
    deviceToken: t.string({
      description:
        'Signed token of a registered kiosk or device: its answers are limited by the device instead of by their network.',
    }),
    place: t.string({
      description:
        'Counter or room as printed on the poster, 1 to 40 characters on one line; that of a registered device is known. How it was sent, no part of the content.',
    }),
    proof: t.string({ description: 'Solved challenge, when one was asked for.' }),
  }),
});

interface IssuedChallenge {
  readonly challenge: string;
  readonly expiresAt: Date;
}

export const Challenge = builder.objectRef<IssuedChallenge>('Challenge').implement({
  description: 'A proof of work that stands in for waiting (ALTCHA, protocol 2).',
  fields: (t) => ({
    challenge: t.exposeString('challenge', { description: 'ALTCHA challenge as a JSON string.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Solutions are accepted until then, once.' }),
  }),
});

builder.mutationFields((t) => ({
  submitFeedback: t.field({
    type: SubmitFeedbackResult,
    description: 'Stores what a citizen sends, exactly once for each submission key.',
    args: { input: t.arg({ type: SubmitFeedbackInput, required: true, description: 'What the citizen sends.' }) },
    extensions: { tenantOf: tenantOfInput('serviceId') },
    resolve: (_root, { input }, context) =>
      submitFeedback(
        {
          ...input,
          submissionKey: String(input.submissionKey),
          serviceId: String(input.serviceId),
          kind: input.kind ?? 'RATING',
        },
        context,
      ),
  }),
}));

builder.queryFields((t) => ({
  feedbackReceipt: t.field({
    type: FeedbackReceipt,
    nullable: true,
    description:
      "What became of a citizen's feedback; the receipt code is the only key needed. Null with an error when there is none.",
    args: { code: t.arg.string({ required: true, description: 'The code on the receipt.' }) },
    extensions: { tenantOf: async ({ code }, { tenants }) => (await tenantOfReceipt(String(code), tenants))?.tenantId },
    resolve: (_root, { code }, context) => findReceipt(code, context),
  }),
  challenge: t.field({
    type: Challenge,
    description:
      'A proof-of-work challenge bound to tenant and service; needed only when a submit was answered with TooManyRequests.challengeRequired.',
    args: { serviceId: t.arg.id({ required: true, description: 'Id of the service that the proof is for.' }) },
    extensions: { tenantOf: tenantOfId('serviceId') },
    resolve: async (_root, { serviceId }, context) => {
      const challenge = await requestChallenge(keyOf('serviceId', serviceId, 'Service'), context);
      if (challenge === undefined) throw notFound('serviceId', serviceId, 'the id of a Service');
      return challenge;
    },
  }),
}));
