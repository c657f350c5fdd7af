import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { tenantOfViewer } from '../tenant/page.graphql.ts';
import { assignTicket, escalateTicket } from './hand-on.ts';
import { flagSpam, hideWords } from './moderate.ts';
import { type OfficeMove, workOnTicket } from './office-moves.ts';
import { OfficeTicket } from './office-ticket.graphql.ts';
import { existingTicket } from './read-ticket.ts';
import { revealWords } from './reveal-words.ts';
import { tagTicket } from './tag-ticket.ts';
import { KEY } from './ticket.graphql.ts';

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

/** Arguments of every change by the office. */
const CHANGE = builder.args((t) => ({
  id: t.id({ required: true, description: 'Id of an OfficeTicket.' }),
  key: t.id({ required: true, description: KEY }),
}));

const OfficeTicketResult = resultOf('OfficeTicket', OfficeTicket);

/** Ends a change by the office with the ticket as it is then. */
const afterwards = (context: Context, work: () => Promise<string>) =>
  orRefusal(async () => existingTicket(context, await work(), 'MASKED'));

builder.mutationFields((t) => ({
  workOnTicket: t.field({
    type: OfficeTicketResult,
    description: 'Does one thing with a ticket. By the head of the unit, a leader, or whoever was given it.',
    args: { input: t.arg({ type: WorkOnTicketInput, required: true, description: 'What is done.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) =>
      afterwards(context, () => workOnTicket({ ...input, id: String(input.id), key: String(input.key) }, context)),
  }),
  assignTicket: t.field({
    type: OfficeTicketResult,
    description:
      'Gives a ticket to somebody of its unit, who may work on it from then on. By the head of the unit or a leader.',
    args: {
      ...CHANGE,
      employeeId: t.arg.id({ description: 'Id of an Employee of the unit; null gives it back to the unit.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, key, employeeId }, context) =>
      afterwards(context, () =>
        assignTicket({ id: String(id), key: String(key) }, employeeId == null ? null : String(employeeId), context),
      ),
  }),
  escalateTicket: t.field({
    type: OfficeTicketResult,
    description:
      'Hands a ticket one level up: from whoever it was given to back to the head of the unit, from the head or a leader to the unit above. The citizen sees that it was done, and not why.',
    args: {
      ...CHANGE,
      reason: t.arg.string({ required: true, description: 'Why, at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, key, reason }, context) =>
      afterwards(context, () => escalateTicket({ id: String(id), key: String(key) }, reason, context)),
  }),
  hideTicketWords: t.field({
    type: OfficeTicketResult,
    description:
      'Hides words of the citizen from all but himself, or shows them again. They stay stored, and he reads why. By the head of the unit or a leader.',
    args: {
      ...CHANGE,
      entryId: t.arg.id({
        description:
          'Id of an OfficeTicketEntry in which the citizen said them; null for the words that opened the ticket.',
      }),
      reason: t.arg.string({ description: 'Why they are hidden, at most 2,000 characters; null shows them again.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, key, entryId, reason }, context) =>
      afterwards(context, () =>
        hideWords(
          { id: String(id), key: String(key) },
          { entry: entryId == null ? null : String(entryId), reason: reason ?? null },
          context,
        ),
      ),
  }),
  flagTicketSpam: t.field({
    type: OfficeTicketResult,
    description:
      'Takes a ticket for spam, or for a report again. It leaves the inbox and the figures; nothing of it is thrown away, and its citizen reads why. By the head of the unit or a leader.',
    args: {
      ...CHANGE,
      reason: t.arg.string({ description: 'Why it is spam, at most 2,000 characters; null takes that back.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, key, reason }, context) =>
      afterwards(context, () => flagSpam({ id: String(id), key: String(key) }, reason ?? null, context)),
  }),
  tagTicket: t.field({
    type: OfficeTicketResult,
    description:
      'Says which app or site of the region a ticket is about, or takes that back: what was said of it is exported as its backlog. The citizen does not see it. By the head of the unit, a leader, or whoever was given it.',
    args: {
      ...CHANGE,
      digitalService: t.arg.string({ description: 'Key of a DigitalService; null takes the tag away.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, key, digitalService }, context) =>
      afterwards(context, () => tagTicket({ id: String(id), key: String(key) }, digitalService ?? null, context)),
  }),
  revealTicketWords: t.field({
    type: OfficeTicketResult,
    description:
      'The ticket with all words of the citizen as he wrote them. For whoever works on it; that they were read is in the audit trail.',
    args: { id: t.arg.id({ required: true, description: 'Id of an OfficeTicket.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) =>
      orRefusal(async () => existingTicket(context, await revealWords(String(id), context), 'AS_WRITTEN')),
  }),
}));
