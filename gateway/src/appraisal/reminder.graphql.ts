import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import { builder } from '../builder.ts';
import {
  DAYS_BEFORE_LOG_CLOSES,
  type ReminderKind,
  WORKING_DAYS_BEFORE_DECISION,
  WORKING_DAYS_BEFORE_OBJECTION_ENDS,
} from '../domain/reminder.ts';
import { badInput } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { tenantOfViewer } from '../tenant/page.graphql.ts';
import { keyOf } from '../tenant/tenant.graphql.ts';
import { Appraisal, AppraisalStage } from './appraisal.graphql.ts';
import { isReadable } from './find-appraisal.ts';
import { lateSince } from './late-since.ts';
import { listReminders, type StoredReminder } from './list-reminders.ts';
import { readReminder } from './read-reminder.ts';

const KINDS: Readonly<Record<ReminderKind, { readonly description: string }>> = {
  STAGE_OPENS: { description: 'A stage that waits for the person is open.' },
  STAGE_CLOSES: { description: 'It closes soon, as many days before as the policy says.' },
  STAGE_OVERDUE: { description: 'It should have ended and has not; told to the person and the rater as well.' },
  OBJECTION_ENDS: { description: `The time to object ends in ${WORKING_DAYS_BEFORE_OBJECTION_ENDS} working days.` },
  DECISION_DUE: { description: `The decision on an objection is due in ${WORKING_DAYS_BEFORE_DECISION} working days.` },
  LOG_CLOSES: { description: `The daily log of a month closes in ${DAYS_BEFORE_LOG_CLOSES} days.` },
};

const Kind = builder.enumType('ReminderKind', { description: 'What a reminder is about.', values: KINDS });

type OwnReminder = StoredReminder & { readonly tenantId: string };

const Reminder = builder.objectRef<OwnReminder>('Reminder').implement({
  description:
    'What somebody is reminded of: made once by the daily job, shown here and in the portal. Nothing is sent: the gateway stores no address.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Reminder', tenantId, id }),
    }),
    kind: t.expose('kind', { type: Kind, description: 'What it is about.' }),
    appraisalId: t.id({
      nullable: true,
      description: 'The Appraisal that it is about; null for the daily log.',
      resolve: ({ tenantId, appraisalId }) =>
        appraisalId === null ? null : encodeGlobalId({ type: 'Appraisal', tenantId, id: appraisalId }),
    }),
    stage: t.expose('stage', {
      type: AppraisalStage,
      nullable: true,
      description: 'The stage; null for the daily log.',
    }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The day that it belongs to.' }),
    text: t.exposeString('text', { description: 'What is to be done until when, in Indonesian.' }),
    madeAt: t.expose('madeAt', { type: 'DateTime', description: 'When it was made.' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: 'When it was first read.' }),
    settled: t.exposeBoolean('settled', { description: 'Whether the appraisal has left the stage since.' }),
  }),
});

const ReminderResult = resultOf('Reminder', Reminder);

const MOST = 100;

builder.objectField(ViewerRef, 'reminders', (t) =>
  t.field({
    type: [Reminder],
    description: "One's own reminders, the latest first.",
    args: {
      unread: t.arg.boolean({ description: 'Only those that were not read yet; all by default.' }),
      first: t.arg.int({ description: 'How many at most: 1 to 100, by default 20.' }),
    },
    resolve: async ({ tenantId }, { unread, first }, context) => {
      if (first != null && (first < 1 || first > MOST)) throw badInput('first', first, `1 to ${MOST}`);
      const reminders = await listReminders(context, { unread: unread ?? false, first: first ?? 20 });
      return reminders.map((reminder) => ({ tenantId, ...reminder }));
    },
  }),
);

builder.objectField(Appraisal, 'overdueSince', (t) =>
  t.field({
    type: 'Date',
    nullable: true,
    description:
      'The first day on which its stage was late; null while it is in time. Being late decides nothing about the rating.',
    resolve: (approached, _args, context) => (isReadable(approached) ? lateSince(approached.appraisal, context) : null),
  }),
);

builder.mutationField('readReminder', (t) =>
  t.field({
    type: ReminderResult,
    description: "Says that one has read a reminder of one's own; again changes nothing.",
    args: { id: t.arg.id({ required: true, description: 'Id of the Reminder.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) =>
      orRefusal(async () => {
        const key = keyOf('id', id, 'Reminder');
        return { tenantId: key.tenantId, ...(await readReminder(context, key.id, id)) };
      }),
  }),
);
