import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Period } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageById, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { acknowledgeMeeting } from './acknowledge-meeting.ts';
import { holdMeeting, type MeetingKind } from './hold-meeting.ts';
import { markDecision } from './mark-decision.ts';
import { mayReadDevelopment } from './may-read-development.ts';

const MeetingKindRef = builder.enumType('MeetingKind', {
  description: 'What a meeting is for.',
  values: {
    ROUTINE: { description: 'Routine evaluation of progress and obstacles: held by the rater of all participants.' },
    ANNUAL_SESSION: {
      description: 'Yearly session about one person and one period, with a direction: held by a leader or the rater.',
    },
    DISCUSSION: { description: "A talk: held by the rater, the rater's superior, or a leader." },
  } as const satisfies Record<MeetingKind, unknown>,
});

const MeetingParticipant = builder.prismaObject('MeetingParticipant', {
  description: 'Who took part in a meeting.',
  fields: (t) => ({
    employee: t.relation('employee', { description: 'The person.' }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person acknowledged the record; null while she has not.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'What the person wanted to add; null without any.' }),
  }),
});

const MeetingDecision = builder.prismaObject('MeetingDecision', {
  description: 'A decision of a meeting.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'MeetingDecision', tenantId, id }),
    }),
    text: t.exposeString('text', { description: 'What was decided.' }),
    responsible: t.relation('responsible', { description: 'Who sees to it.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The day by which it is due.' }),
    doneBy: t.relation('doneBy', { nullable: true, description: 'Who marked it as done; null while it is open.' }),
    doneAt: t.expose('doneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was marked as done; null while it is open.',
    }),
  }),
});

const Meeting = builder.prismaObject('Meeting', {
  description: 'The record of a meeting of a superior with his people.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Meeting', tenantId, id }),
    }),
    kind: t.field({
      type: MeetingKindRef,
      description: 'What it was for.',
      select: { kind: true },
      resolve: ({ kind }) => kind as MeetingKind,
    }),
    heldOn: t.expose('heldOn', { type: 'Date', description: 'The day of the meeting.' }),
    unit: t.relation('unit', { description: 'The unit that it was held in.' }),
    holder: t.relation('holder', { description: 'Who held it, and acknowledges it by having written the record.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When the record was written.' }),
    period: t.field({
      type: 'Period',
      nullable: true,
      description: 'The period that an annual session looks back on; null for other meetings.',
      select: { period: true },
      resolve: ({ period }) => period as Period | null,
    }),
    direction: t.exposeString('direction', {
      nullable: true,
      description: "The leader's direction (arahan pimpinan); there in every annual session.",
    }),
    progress: t.exposeString('progress', { description: 'What was achieved.' }),
    obstacles: t.exposeString('obstacles', { nullable: true, description: 'What stood in the way; null without any.' }),
    participants: t.relation('participants', {
      type: MeetingParticipant,
      description: 'Who took part beside the holder, 1 to 100.',
      query: { orderBy: { employeeId: 'asc' } },
    }),
    decisions: t.relation('decisions', {
      type: MeetingDecision,
      description: 'What was decided, at most 50, in the order of the record.',
      query: { orderBy: { place: 'asc' } },
    }),
    acknowledgedByAll: t.boolean({
      description: 'Whether both sides have acknowledged it: the holder by writing it, and each participant.',
      select: { participants: { select: { acknowledgedAt: true } } },
      resolve: ({ participants }) => participants.every(({ acknowledgedAt }) => acknowledgedAt !== null),
    }),
  }),
});

builder.prismaObjectField('Employee', 'meetings', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Meeting,
        nullable: true,
        description:
          "Meetings that the person held or took part in, the latest recorded first. Null for all but the person, the rater, the rater's superior and personnel administrators.",
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.meeting.findMany({
            ...page,
            where: {
              AND: [{ tenantId, OR: [{ holderId: id }, { participants: { some: { employeeId: id } } }] }, behind],
            },
          });
        },
      },
      { name: 'MeetingConnection', description: 'A page of meetings.' },
      { name: 'MeetingEdge', description: 'A meeting on a page.' },
    ),
    { mayRead: mayReadDevelopment },
  ),
);

const MeetingDecisionInput = builder.inputType('MeetingDecisionInput', {
  description: 'A decision of a meeting.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'What was decided; at most 2,000 characters.' }),
    responsibleId: t.id({
      required: true,
      description: 'Id of the Employee who sees to it: a participant or the holder.',
    }),
    dueOn: t.field({
      type: 'Date',
      required: true,
      description: 'The day by which it is due: that of the meeting or later.',
    }),
  }),
});

const HoldMeetingInput = builder.inputType('HoldMeetingInput', {
  description: 'The record of a meeting that was held.',
  fields: (t) => ({
    kind: t.field({ type: MeetingKindRef, required: true, description: 'What it was for.' }),
    heldOn: t.field({ type: 'Date', required: true, description: 'The day of the meeting: today or earlier.' }),
    unitId: t.id({ required: true, description: 'Id of the Unit that it was held in.' }),
    participantIds: t.idList({
      required: true,
      description: 'Ids of the Employees who took part beside the holder: 1 to 100; one for an annual session.',
    }),
    progress: t.string({ required: true, description: 'What was achieved; at most 2,000 characters.' }),
    obstacles: t.string({ description: 'What stood in the way; at most 2,000 characters.' }),
    decisions: t.field({
      type: [MeetingDecisionInput],
      defaultValue: [],
      description: 'What was decided, at most 50. Nothing by default.',
    }),
    period: t.field({ type: 'Period', description: 'The period that an annual session looks back on; only there.' }),
    direction: t.string({ description: "The leader's direction; required in an annual session." }),
  }),
});

const MeetingResult = resultOf('Meeting', Meeting);

builder.mutationFields((t) => ({
  holdMeeting: t.field({
    type: MeetingResult,
    description: 'Stores the record of a meeting that one has held.',
    args: { input: t.arg({ type: HoldMeetingInput, required: true, description: 'The record.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) =>
      orRefusal(() => holdMeeting({ ...input, decisions: input.decisions ?? [] }, context)),
  }),
  acknowledgeMeeting: t.field({
    type: MeetingResult,
    description: 'Acknowledges the record of a meeting that one took part in, once.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a Meeting.' }),
      note: t.arg.string({ description: 'What one wants to add; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => acknowledgeMeeting(input, context)),
  }),
  markDecision: t.field({
    type: MeetingResult,
    description:
      "Marks a decision as done, or as open again: by who sees to it, that person's rater, the rater's superior, or a leader.",
    args: {
      id: t.arg.id({ required: true, description: 'Id of a MeetingDecision.' }),
      done: t.arg.boolean({ required: true, description: 'Whether it is done.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => markDecision(input, context)),
  }),
}));
