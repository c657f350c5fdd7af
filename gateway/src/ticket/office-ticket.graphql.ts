import { orError } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { inLanguage } from '../domain/text.ts';
import { isOpen, TICKET_STATES } from '../domain/ticket.ts';
import type { DigitalService, TicketPolicy } from '../domain/ticket-policy.ts';
import { badInput } from '../errors.ts';
import { FeedbackKind } from '../feedback/feedback.graphql.ts';
import { encodeGlobalId } from '../global-id.ts';
import { DATA_LANG } from '../lang-argument.ts';
import { Employee } from '../personnel/personnel.graphql.ts';
import { tenantOfViewer } from '../tenant/page.graphql.ts';
import { Service, Unit } from '../tenant/tenant.graphql.ts';
import { approachTicket, assignableTo, inboxesOf, mayPublish, movesOf } from './approach-ticket.ts';
import { countInbox, type InboxCounts, readInbox } from './read-inbox.ts';
import { existingTicket, readEntries, type TicketEntryView, type TicketView } from './read-ticket.ts';
import { Ticket, TicketEntry, TicketMoveRef, TicketStateRef } from './ticket.graphql.ts';

/** With the tenant, which its global id names. */
type OfficeEntryView = TicketEntryView & Pick<TicketView, 'tenantId'>;

const OfficeEntry = builder.objectRef<OfficeEntryView>('OfficeTicketEntry').implement({
  description: 'One step of a ticket, as the office sees it.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'TicketEntry', tenantId, id }),
    }),
    assignee: t.exposeString('assignee', {
      nullable: true,
      description: 'To whom the step handed the ticket, by name; null for any other step, and when it was given back.',
    }),
    entry: t.field({ type: TicketEntry, description: 'The step.', resolve: (entry) => entry }),
    author: t.exposeString('author', {
      nullable: true,
      description: 'Who of the office did it; null for the citizen and the clock.',
    }),
  }),
});

const Category = builder.objectRef<TicketPolicy['categories'][number]>('TicketCategory').implement({
  description: 'Something that tickets can be about, as the region sorts them.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'What VERIFY takes.' }),
    label: t.string({
      description: 'In words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ label }, { lang }) => inLanguage(label, lang),
    }),
  }),
});

const DigitalServiceRef = builder.objectRef<DigitalService>('DigitalService').implement({
  description: 'An app or a site of the region that citizens are served by.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'What tagTicket takes.' }),
    label: t.string({
      description: 'Its name.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ label }, { lang }) => inLanguage(label, lang),
    }),
  }),
});

/** The end of a key that is random there: `4F2A-91C3`. */
const shortNumber = (id: string) => `${id.slice(-8, -4)}-${id.slice(-4)}`.toUpperCase();

export const OfficeTicket = builder.objectRef<TicketView>('OfficeTicket').implement({
  description: 'A ticket, as the office sees it. Who wrote is not known to it either.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever. It is not the receipt code.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Ticket', tenantId, id }),
    }),
    number: t.string({
      description: 'Short, to name it by within the office. It opens nothing.',
      resolve: ({ id }) => shortNumber(id),
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
        'What the citizen wrote, with NIK, telephone numbers, e-mail addresses and number plates masked unless asWritten; null where nothing was written, where it was erased, and where it is hidden unless asWritten.',
    }),
    asWritten: t.boolean({
      description: 'Whether all words of the citizen are shown as he wrote them.',
      resolve: ({ wording }) => wording === 'AS_WRITTEN',
    }),
    wordsErasedAt: t.expose('wordsErasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the citizen had his words erased, or their time was over.',
    }),
    assignee: t.prismaField({
      type: Employee,
      nullable: true,
      description: 'Whom it was given to; null while nobody has it.',
      resolve: ({ ...query }, { tenantId, assigneeId }, _args, { db }) =>
        assigneeId === null
          ? null
          : db.prisma.employee.findUnique({ ...query, where: { tenantId_id: { tenantId, id: assigneeId } } }),
    }),
    assignable: t.prismaField({
      type: [Employee],
      nullable: true,
      description: 'To whom it can be given, by name: the people of its units today; null for whoever may not give it.',
      complexity: 20,
      resolve: async ({ ...query }, ticket, _args, context) => {
        const people = await assignableTo(context, ticket);
        if (people === null) return null;
        return context.db.prisma.employee.findMany({
          ...query,
          where: { tenantId: ticket.tenantId, id: { in: [...people] } },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
      },
    }),
    categories: t.field({
      type: [Category],
      description: 'What it can be sorted into, by the policy that it came under.',
      resolve: ({ policy }) => policy.categories,
    }),
    digitalServices: t.field({
      type: [DigitalServiceRef],
      description:
        'The apps and sites that it can be tagged with, by the policy of today; none where the region named none.',
      resolve: ({ digitalServices }) => digitalServices,
    }),
    digitalService: t.field({
      type: DigitalServiceRef,
      nullable: true,
      description: 'The one that it is tagged with; null for none, and for one that the region has no more.',
      resolve: ({ digitalServices, digitalService }) => digitalServices.find(({ key }) => key === digitalService),
    }),
    unit: t.prismaField({
      type: Unit,
      description: 'The unit that it is about.',
      resolve: (query, { tenantId, unitId }, _args, { db }) =>
        db.prisma.unit.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: unitId } } }),
    }),
    escalatedTo: t.prismaField({
      type: Unit,
      nullable: true,
      description: 'The unit above that was asked to help; null while none was.',
      resolve: ({ ...query }, { tenantId, escalatedUnitId }, _args, { db }) =>
        escalatedUnitId === null
          ? null
          : db.prisma.unit.findUnique({ ...query, where: { tenantId_id: { tenantId, id: escalatedUnitId } } }),
    }),
    ticket: t.field({ type: Ticket, description: 'Where it stands.', resolve: (ticket) => ticket }),
    workingDaysLeft: t.exposeInt('workingDaysLeft', {
      nullable: true,
      description:
        'Working days of the region from today until the last day for the next step: 0 on that day itself, below zero when it has passed; null when nothing is expected of the office.',
    }),
    moves: t.field({
      type: [TicketMoveRef],
      description: 'What whoever asks can do now, as one of the office.',
      complexity: 5,
      resolve: async (ticket, _args, context) => [...(await movesOf(context, ticket))],
    }),
    publishable: t.boolean({
      description: 'Whether whoever asks may tell everybody now what was done about it, by `publishReply`.',
      complexity: 5,
      resolve: (ticket, _args, context) => mayPublish(context, ticket),
    }),
    entries: t.field({
      type: [OfficeEntry],
      description: 'What happened, from the first step on, with the notes of the office.',
      complexity: 10,
      resolve: async (ticket, _args, context) =>
        (await readEntries(context, ticket)).map((entry) => ({ ...entry, tenantId: ticket.tenantId })),
    }),
  }),
});

const MOST_TICKETS = 200;

builder.queryField('tickets', (t) =>
  t.field({
    type: [OfficeTicket],
    description:
      'Tickets of a unit, what is due first standing first. For the head of the unit and leaders; for everybody those that he was given himself.',
    args: {
      unitId: t.arg.id({
        description: 'Id of the Unit; those that units below could not help with are with it. Needed unless mine.',
      }),
      mine: t.arg.boolean({ description: 'True: only those that whoever asks was given.' }),
      states: t.arg({
        type: [TicketStateRef],
        description: 'Those in one of these states; by default all open ones, of spam all.',
      }),
      overdue: t.arg.boolean({ description: 'True: only those whose next step is late.' }),
      unassigned: t.arg.boolean({ description: 'True: only those that nobody was given.' }),
      hidden: t.arg.boolean({ description: 'True: only those of which words of the citizen are hidden.' }),
      spam: t.arg.boolean({ description: 'True: only what was taken for spam, which is in no other list.' }),
      first: t.arg.int({ description: 'How many at most: 1 to 200, by default 50.' }),
    },
    complexity: 20,
    extensions: { tenantOf: tenantOfViewer },
    resolve: async (_root, { unitId, mine, states, overdue, unassigned, hidden, spam, first }, context) => {
      if (first != null && (first < 1 || first > MOST_TICKETS)) throw badInput('first', first, `1 to ${MOST_TICKETS}`);
      const byDefault = spam === true ? TICKET_STATES : TICKET_STATES.filter(isOpen);
      const filter = {
        unit: unitId == null ? null : String(unitId),
        mine: mine ?? false,
        states: states ?? byDefault,
        onlyOverdue: overdue ?? false,
        onlyUnassigned: unassigned ?? false,
        onlyHidden: hidden ?? false,
        spam: spam ?? false,
        first: first ?? 50,
      };
      return [...(await orError(() => readInbox(filter, context)))];
    },
  }),
);

builder.queryField('ticket', (t) =>
  t.field({
    type: OfficeTicket,
    nullable: true,
    description:
      'One ticket, for whoever may work on it: the head of the unit, leaders, and whoever was given it. An error for others.',
    args: { id: t.arg.id({ required: true, description: 'Id of an OfficeTicket.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) =>
      orError(async () =>
        existingTicket(context, (await approachTicket('id', String(id), 'WORK_ON_TICKET', context)).id, 'MASKED'),
      ),
  }),
);

builder.objectField(ViewerRef, 'ticketUnits', (t) =>
  t.prismaField({
    type: [Unit],
    description:
      'Units whose inbox the person may open, by name: those that she heads today; for leaders all that ever had a ticket.',
    complexity: 20,
    resolve: async (query, { tenantId }: Viewer, _args, context) =>
      context.db.prisma.unit.findMany({
        ...query,
        where: { tenantId, id: { in: [...(await inboxesOf(context))] } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      }),
  }),
);

const Counts = builder.objectRef<InboxCounts>('TicketCounts').implement({
  description: 'What waits in the inbox of a unit.',
  fields: (t) => ({
    open: t.exposeInt('open', { description: 'Tickets about which somebody still has to do something.' }),
    overdue: t.exposeInt('overdue', { description: 'Those of them whose next step is late.' }),
    unassigned: t.exposeInt('unassigned', { description: 'Those of them that nobody was given.' }),
    spam: t.exposeInt('spam', { description: 'What was taken for spam: in none of the other counts.' }),
  }),
});

builder.objectField(Unit, 'ticketCounts', (t) =>
  t.field({
    type: Counts,
    nullable: true,
    description: 'What waits in the inbox of the unit; null for all but its head and leaders.',
    complexity: 20,
    resolve: ({ id }, _args, context) => countInbox(id, context),
  }),
);
