import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inLanguage, inPublicLanguage } from '../domain/text.ts';
import {
  stepWords,
  TICKET_MOVES,
  TICKET_STATE_NAMES,
  TICKET_STATES,
  type TicketActor,
  type TicketMove,
  type TicketOutcome,
  type TicketState,
  ticketMoves,
} from '../domain/ticket.ts';
import { categoryOf, kindsTaken, type TicketKind } from '../domain/ticket-policy.ts';
import { FeedbackKind, FeedbackReceipt } from '../feedback/feedback.graphql.ts';
import { DATA_LANG, PUBLIC_LANG } from '../lang-argument.ts';
import { Service } from '../tenant/tenant.graphql.ts';
import { addToTicket, eraseWords, sayTicketOutcome, tenantOfCode, withdrawTicket } from './citizen-moves.ts';
import { readPublicEntries, readTicket, type TicketEntryView, type TicketView } from './read-ticket.ts';
import { readWords, type WordsView } from './read-words.ts';
import { ticketPolicies } from './ticket-policies.ts';

export const TicketStateRef = builder.enumType('TicketState', {
  description: 'Where a ticket stands. Closed is the word of the office; whether it was put right is the citizen’s.',
  values: Object.fromEntries(
    TICKET_STATES.map((state) => [state, { description: `${TICKET_STATE_NAMES[state].id}.` }]),
  ) as Record<TicketState, { description: string }>,
});

const TicketOutcomeRef = builder.enumType('TicketOutcome', {
  description: 'What the citizen says became of it.',
  values: {
    FIXED: { description: 'It was put right.' },
    NOT_FIXED: { description: 'It was not put right.' },
  } as const satisfies Record<TicketOutcome, unknown>,
});

const TicketActorRef = builder.enumType('TicketActor', {
  description: 'Who did something with a ticket.',
  values: {
    CITIZEN: { description: 'Whoever holds the receipt code.' },
    OFFICE: { description: 'The office.' },
    SYSTEM: { description: 'The clock.' },
  } as const satisfies Record<TicketActor, unknown>,
});

export const TicketMoveRef = builder.enumType('TicketMove', {
  description: 'Something that can be done with a ticket.',
  values: Object.fromEntries(
    Object.entries(TICKET_MOVES).map(([move, { words }]) => [move, { description: `${words.id}.` }]),
  ) as Record<TicketMove, { description: string }>,
});

export const TicketEntry = builder.objectRef<TicketEntryView>('TicketEntry').implement({
  description: 'One step of a ticket.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    by: t.field({
      type: TicketActorRef,
      description: 'Who: never by name.',
      resolve: ({ move }) => TICKET_MOVES[move].by,
    }),
    move: t.expose('move', { type: TicketMoveRef, description: 'What was done.' }),
    moveLabel: t.string({
      description: 'What was done, in words; of a verdict of the citizen, what it was.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ move, outcome }, { lang }) => inPublicLanguage(stepWords(move, outcome), lang),
    }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'What was said; null where nothing was, once it is erased, and for the office where it is hidden.',
    }),
    outcome: t.expose('outcome', {
      type: TicketOutcomeRef,
      nullable: true,
      description: 'What the citizen said became of it; null for every other step.',
    }),
    hiddenReason: t.exposeString('hiddenReason', {
      nullable: true,
      description: 'Why what the citizen said is not shown to others; null where it is.',
    }),
  }),
});

export const Ticket = builder.objectRef<TicketView>('Ticket').implement({
  description: 'A complaint, aspiration or request for information, as whoever holds its receipt code sees it.',
  fields: (t) => ({
    state: t.expose('state', { type: TicketStateRef, description: 'Where it stands.' }),
    stateLabel: t.string({
      description: 'Where it stands, in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ state }, { lang }) => inPublicLanguage(TICKET_STATE_NAMES[state], lang),
    }),
    category: t.string({
      nullable: true,
      description: 'What it is about, in words; null until the office has sorted it.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ policy, category }, { lang }) => {
        const label = categoryOf(policy, category)?.label;
        return label === undefined ? null : inLanguage(label, lang);
      },
    }),
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day on which the next step of the office is in time; null when none is expected of it.',
      resolve: ({ dueOn }) => dueOn,
    }),
    overdue: t.exposeBoolean('overdue', { description: 'Whether that day has passed.' }),
    answerBy: t.field({
      type: 'Date',
      description: 'The last day on which an answer is in time, in working days of the region.',
      resolve: ({ deadlines }) => deadlines.answerBy,
    }),
    replyBy: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day to reply to an answer: without a reply the ticket is closed. Null in any other state.',
      resolve: ({ replyBy }) => replyBy,
    }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true, description: 'When the office closed it.' }),
    outcome: t.expose('outcome', {
      type: TicketOutcomeRef,
      nullable: true,
      description: 'What the citizen says became of it; null while nothing was said.',
    }),
    outcomeAsked: t.exposeBoolean('outcomeAsked', {
      description: 'Whether it is time to ask: four weeks after closing by default, and nothing was said yet.',
    }),
    hiddenReason: t.exposeString('hiddenReason', {
      nullable: true,
      description: 'Why the words that opened it are not shown to others; null where they are.',
    }),
    spam: t.boolean({
      description:
        'Whether the office takes it for no report: it does nothing about it then, until it takes that back.',
      resolve: ({ spamAt }) => spamAt !== null,
    }),
    laporId: t.exposeString('laporId', { nullable: true, description: 'Its number in SP4N-LAPOR!, once it has one.' }),
    moves: t.field({
      type: [TicketMoveRef],
      description: 'What whoever holds the code can do now.',
      resolve: ({ state }) => [...ticketMoves('CITIZEN', state)],
    }),
    entries: t.field({
      type: [TicketEntry],
      description: 'What happened, from the first step on, without the notes of the office.',
      complexity: 10,
      resolve: async (ticket, _args, context) => [...(await readPublicEntries(context, ticket))],
    }),
  }),
});

const FeedbackWords = builder.objectRef<WordsView>('FeedbackWords').implement({
  description: 'Whether words of the citizen are kept; what they say is told to nobody by the code.',
  fields: (t) => ({
    kept: t.exposeBoolean('kept', { description: 'Whether there are some, which can be erased.' }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the citizen last had some erased, or their time was over.',
    }),
  }),
});

builder.objectFields(FeedbackReceipt, (t) => ({
  words: t.field({
    type: FeedbackWords,
    description: 'Whether words of the citizen are kept.',
    complexity: 10,
    resolve: (receipt, _args, context) => readWords(context, receipt),
  }),
  ticket: t.field({
    type: Ticket,
    nullable: true,
    description: 'What becomes of it; null for a rating, which is counted and not answered.',
    complexity: 10,
    resolve: async ({ id, kind }, _args, context) =>
      kind === 'RATING' ? null : ((await readTicket(context, id, 'AS_WRITTEN')) ?? null),
  }),
}));

/** Of a change that may be sent again. */
export const KEY = 'UUID made by the client before the first attempt: sent again, it changes nothing more.';
const CODE = 'The code on the receipt: whoever holds it needs nothing else.';
const BY_CODE = {
  tenantOf: ({ code }: Readonly<Record<string, unknown>>, context: Context) => tenantOfCode(String(code), context),
};

const FeedbackReceiptResult = resultOf('FeedbackReceipt', FeedbackReceipt);

builder.mutationFields((t) => ({
  addToTicket: t.field({
    type: FeedbackReceiptResult,
    description: 'Adds to what was reported, or replies to the office.',
    args: {
      code: t.arg.string({ required: true, description: CODE }),
      key: t.arg.id({ required: true, description: KEY }),
      text: t.arg.string({ required: true, description: 'What is to be said; at most 2,000 characters.' }),
    },
    extensions: BY_CODE,
    resolve: (_root, { code, key, text }, context) =>
      orRefusal(() => addToTicket({ code, key: String(key) }, text, context)),
  }),
  withdrawTicket: t.field({
    type: FeedbackReceiptResult,
    description: 'Takes the report back.',
    args: {
      code: t.arg.string({ required: true, description: CODE }),
      key: t.arg.id({ required: true, description: KEY }),
    },
    extensions: BY_CODE,
    resolve: (_root, { code, key }, context) => orRefusal(() => withdrawTicket({ code, key: String(key) }, context)),
  }),
  sayTicketOutcome: t.field({
    type: FeedbackReceiptResult,
    description: 'Says whether it was really put right, whatever the office says. The latest word counts.',
    args: {
      code: t.arg.string({ required: true, description: CODE }),
      key: t.arg.id({ required: true, description: KEY }),
      outcome: t.arg({ type: TicketOutcomeRef, required: true, description: 'What became of it.' }),
    },
    extensions: BY_CODE,
    resolve: (_root, { code, key, outcome }, context) =>
      orRefusal(() => sayTicketOutcome({ code, key: String(key) }, outcome, context)),
  }),
  eraseFeedbackWords: t.field({
    type: FeedbackReceiptResult,
    description:
      'Erases the words of whoever holds the code, for good: what was counted stays counted, and the audit trail says that words were erased.',
    args: { code: t.arg.string({ required: true, description: CODE }) },
    extensions: BY_CODE,
    resolve: (_root, { code }, context) => orRefusal(() => eraseWords(code, context)),
  }),
}));

const ReportKind = builder
  .objectRef<{ readonly kind: TicketKind; readonly answerWithin: number }>('ReportKind')
  .implement({
    description: 'A kind of report that a region takes beside ratings, and what it promises to those who send one.',
    fields: (t) => ({
      kind: t.expose('kind', { type: FeedbackKind, description: 'The kind; never `RATING`.' }),
      answerWithin: t.exposeInt('answerWithin', {
        description: 'Working days of the region from receipt to the answer, 1 to 365; some categories have their own.',
      }),
    }),
  });

builder.objectField(Service, 'reportKinds', (t) =>
  t.field({
    type: [ReportKind],
    description:
      'The reports that can be sent about the service, in the order in which forms offer them. Empty for none.',
    resolve: async (_service, _args, { db, now }) => {
      const policy = (await ticketPolicies(db.pool))(now());
      return kindsTaken(policy).map((kind) => ({ kind, answerWithin: policy.answerWithin[kind] }));
    },
  }),
);
