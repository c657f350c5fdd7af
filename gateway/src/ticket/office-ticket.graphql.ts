import { orForbidden, orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { isOpen, TICKET_STATES, ticketMoves } from '../domain/ticket.ts';
import { badInput } from '../errors.ts';
import { FeedbackKind } from '../feedback/feedback.graphql.ts';
import { encodeGlobalId } from '../global-id.ts';
import { tenantOfViewer } from '../tenant/page.graphql.ts';
import { Service } from '../tenant/tenant.graphql.ts';
import { type OfficeMove, workOnTicket } from './office-moves.ts';
import { readInbox } from './read-inbox.ts';
import { readEntries, readTicket, type TicketEntryView, type TicketView, type Wording } from './read-ticket.ts';
import { revealWords } from './reveal-words.ts';
import { KEY, Ticket, TicketEntry, TicketMoveRef, TicketStateRef } from './ticket.graphql.ts';

const OfficeEntry = builder.objectRef<TicketEntryView>('OfficeTicketEntry').implement({
  description: 'One step of a ticket, as the office sees it.',
  fields: (t) => ({
    entry: t.field({ type: TicketEntry, description: 'The step.', resolve: (entry) => entry }),
    author: t.exposeString('author', {
      nullable: true,
      description: 'Who of the office did it; null for the citizen and the clock.',
    }),
  }),
});

const OfficeTicket = builder.objectRef<TicketView>('OfficeTicket').implement({
  description: 'A ticket, as the office sees it. Who wrote is not known to it either.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever. It is not the receipt code.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Ticket', tenantId, id }),
    }),
    kind: t.expose('kind', { type: FeedbackKind, description: 'What was sent.' }),
    service: t.prismaField({
      type: Service,
      description: 'The service it is about.',
      resolve: (query, { tenantId, serviceId }, _args, { db }) =>
        db.prisma.service.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: serviceId } } }),
    }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was stored.' }),
    words: t.exposeString('words', {
      nullable: true,
      description:
        'What the citizen wrote, with NIK, telephone numbers, e-mail addresses and number plates masked unless asWritten; null where nothing was written, and where it was erased.',
    }),
    asWritten: t.boolean({
      description: 'Whether all words of the citizen are shown as he wrote them.',
      resolve: ({ wording }) => wording === 'AS_WRITTEN',
    }),
    wordsErasedAt: t.expose('wordsErasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the citizen had his words erased.',
    }),
    ticket: t.field({ type: Ticket, description: 'Where it stands.', resolve: (ticket) => ticket }),
    moves: t.field({
      type: [TicketMoveRef],
      description: 'What the office can do now.',
      resolve: ({ state }) => [...ticketMoves('OFFICE', state)],
    }),
    entries: t.field({
      type: [OfficeEntry],
      description: 'What happened, from the first step on, with the notes of the office.',
      complexity: 10,
      resolve: async (ticket, _args, context) => [...(await readEntries(context, ticket))],
    }),
  }),
});

const MOST_TICKETS = 200;

builder.queryField('tickets', (t) =>
  t.field({
    type: [OfficeTicket],
    description: 'Tickets of a unit, what is due first standing first. For the head of the unit and leaders.',
    args: {
      unitId: t.arg.id({ required: true, description: 'Id of the Unit.' }),
      states: t.arg({ type: [TicketStateRef], description: 'Those in one of these states; all open ones by default.' }),
      overdue: t.arg.boolean({ description: 'True: only those whose next step is late.' }),
      first: t.arg.int({ description: 'How many at most: 1 to 200, by default 50.' }),
    },
    complexity: 20,
    extensions: { tenantOf: tenantOfViewer },
    resolve: async (_root, { unitId, states, overdue, first }, context) => {
      if (first != null && (first < 1 || first > MOST_TICKETS)) throw badInput('first', first, `1 to ${MOST_TICKETS}`);
      const open = TICKET_STATES.filter(isOpen);
      const filter = { states: states ?? open, onlyOverdue: overdue ?? false, first: first ?? 50 };
      return [...(await orForbidden(() => readInbox(String(unitId), filter, context)))];
    },
  }),
);

const OfficeMoveRef = builder.enumType('OfficeTicketMove', {
  description: 'Something that the office does with a ticket.',
  values: {
    VERIFY: { description: 'It was looked at, sorted and handed on.' },
    START: { description: 'Somebody is following it up.' },
    REPLY: { description: 'The citizen is answered.' },
    NOTE: { description: 'A note for the office alone.' },
    CLOSE: { description: 'The office is done with it.' },
    REOPEN: { description: 'The office takes it up again.' },
  } as const satisfies Record<OfficeMove['move'], unknown>,
});

const WorkOnTicketInput = builder.inputType('WorkOnTicketInput', {
  description: 'What the office does with a ticket.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Id of an OfficeTicket.' }),
    key: t.id({ required: true, description: KEY }),
    move: t.field({ type: OfficeMoveRef, required: true, description: 'What is done.' }),
    text: t.string({
      description: 'Needed for REPLY, NOTE and REOPEN, at most 2,000 characters. The citizen reads it, but for a NOTE.',
    }),
    category: t.string({ description: 'Key of a category of the region’s policy; needed for VERIFY.' }),
    laporId: t.string({ description: 'Its number in SP4N-LAPOR!, at most 200 characters.' }),
  }),
});

const ticketOf = async (context: Context, id: string, wording: Wording = 'MASKED'): Promise<TicketView> => {
  const ticket = await readTicket(context, id, wording);
  if (ticket === undefined) throw new Error(`The ticket ${id} is gone.`);
  return ticket;
};

const OfficeTicketResult = resultOf('OfficeTicket', OfficeTicket);

builder.mutationFields((t) => ({
  workOnTicket: t.field({
    type: OfficeTicketResult,
    description: 'Does one thing with a ticket. By the head of the unit or a leader.',
    args: { input: t.arg({ type: WorkOnTicketInput, required: true, description: 'What is done.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) =>
      orRefusal(async () =>
        ticketOf(context, await workOnTicket({ ...input, id: String(input.id), key: String(input.key) }, context)),
      ),
  }),
  revealTicketWords: t.field({
    type: OfficeTicketResult,
    description:
      'The ticket with all words of the citizen as he wrote them. For whoever works on it; that they were read is in the audit trail.',
    args: { id: t.arg.id({ required: true, description: 'Id of an OfficeTicket.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) =>
      orRefusal(async () => ticketOf(context, await revealWords(String(id), context), 'AS_WRITTEN')),
  }),
}));
