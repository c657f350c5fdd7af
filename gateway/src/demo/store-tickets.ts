import { createHash } from 'node:crypto';
import tickets from '@kinerja/schema/demo/tickets.json' with { type: 'json' };
import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import { v4 as randomId } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import { localDate } from '../domain/period.ts';
import { receiptCode, receiptHash } from '../feedback/receipt-code.ts';
import { encodeGlobalId } from '../global-id.ts';
import { publishReply } from '../public-reply/publish-reply.ts';
import { assignTicket } from '../ticket/hand-on.ts';
import { flagSpam, hideWords } from '../ticket/moderate.ts';
import { moveTicket } from '../ticket/move-ticket.ts';
import { type OfficeMove, workOnTicket } from '../ticket/office-moves.ts';
import { tagTicket } from '../ticket/tag-ticket.ts';
import { storeTicketPolicy } from '../ticket/ticket-policies.ts';
import { daysAfter } from './demo-cycles.ts';
import { type DemoPerson, demoPeople } from './demo-people.ts';
import { demoPolicyOf } from './demo-policies.ts';
import { demoId } from './demo-regions.ts';
import type { DemoStage } from './demo-stage.ts';
import { createDice } from './dice.ts';
import { insertFeedback, insertRow, receiptKeyOf } from './store-region.ts';

/** Older than the oldest ticket, so that all of them came under it. */
const DAYS_OF_POLICY = 365;

type DemoTicket = (typeof tickets)[number];

interface DemoStep {
  /** Days after it was sent. */
  readonly after: number;
  readonly by: string;
  readonly move: string;
  readonly text?: string;
  readonly category?: string;
  /** Left out in a region that has no such app. */
  readonly digitalService?: string;
}

/** Who works on the tickets of an office. */
interface Office {
  readonly head: DemoPerson;
  readonly staff: DemoPerson;
}

const officeOf = (people: readonly DemoPerson[], role: string): Office => {
  const staff = people.find(({ field }) => field === role);
  const head = people.find(({ office, post }) => office.id === staff?.office.id && post.heads);
  if (staff === undefined || head === undefined) throw new Error(`tickets.json: "${role}" has no head or no staff.`);
  return { head, staff };
};

/** A step of the citizen, who has no account. */
const stepOfCitizen = (stage: DemoStage, ticketId: string, { move, text }: DemoStep, at: Date) =>
  moveTicket(stage.pool, {
    ticketId,
    at,
    actor: 'citizen',
    ...(move === 'FIXED' || move === 'NOT_FIXED'
      ? { move: 'SAY_OUTCOME', outcome: move }
      : { move: move === 'ANSWER_BACK' ? 'ANSWER_BACK' : 'ADD', text: text ?? null }),
  });

const stepOfOffice = async (
  stage: DemoStage,
  { id, key, office }: { readonly id: string; readonly key: string; readonly office: Office },
  { by, move, text, category, digitalService }: DemoStep,
  at: Date,
): Promise<void> => {
  const context = stage.as(by === 'staff' ? office.staff : office.head, at);
  const change = { id, key };
  if (move === 'ASSIGN') await assignTicket(change, office.staff.globalId, context);
  else if (move === 'FLAG_SPAM') await flagSpam(change, text ?? null, context);
  else if (move === 'TAG') await tagTicket(change, digitalService ?? null, context);
  else if (move === 'HIDE') await hideWords(change, { entry: null, reason: text ?? null }, context);
  else await workOnTicket({ ...change, move: move as OfficeMove['move'], text, category }, context);
};

/** Stores what was sent, as `submitFeedback` does, and plays what became of it. What lies in the future is not done. */
const playTicket = async (
  stage: DemoStage,
  { ticket, place, office }: { readonly ticket: DemoTicket; readonly place: number; readonly office: Office },
): Promise<void> => {
  const { region, now } = stage;
  const unit = region.units.find(({ id }) => id === office.head.office.id);
  const service = unit?.services[place % unit.services.length];
  if (unit === undefined || service === undefined) throw new Error(`${office.head.office.name} has no service.`);
  const id = demoId('ticket', region.code, String(place));
  const dice = createDice(id);
  const day = daysAfter(localDate(now.getTime(), region.timeZone), -ticket.daysAgo);
  const receivedAt = stage.moment(day, 8);
  const { prefix, secret } = await receiptKeyOf(stage);
  const common = { id, kind: ticket.kind, service_id: service.id, unit_id: unit.id, received_at: receivedAt };
  const feedback = {
    ...common,
    submission_key: randomId({ random: dice.bytes() }),
    request_hash: `\\x${createHash('sha256').update(id).digest('hex')}`,
    questionnaire_key: service.questionnaire.key,
    questionnaire_version: service.questionnaire.version,
    answers: {},
    comment: ticket.words,
    counted_on: day,
    late: false,
    channel: 'DEMO',
    verified: false,
    receipt_hash: `\\x${receiptHash(receiptCode(prefix, secret, id)).toString('hex')}`,
    receipt_key_version: 1,
  };
  await insertFeedback(stage, { items: [feedback], rowOf: (row) => row });
  await insertRow(stage, 'ticket', { ...common, state: 'RECEIVED' });
  const detail = { kind: ticket.kind, service: service.id };
  await recordEvent(stage.client, { at: receivedAt, actor: 'demo', action: 'feedback.received', subject: id, detail });
  const globalId = encodeGlobalId({ type: 'Ticket', tenantId: region.tenantId, id });
  const hasApp = ({ digitalService }: DemoStep) =>
    digitalService === undefined || region.digitalServices.some(({ key: app }) => app === digitalService);
  for (const [at, step] of (ticket.steps as readonly DemoStep[]).filter(hasApp).entries()) {
    const moment = stage.moment(daysAfter(day, step.after), 9 + at);
    if (moment > now) return;
    const key = randomId({ random: dice.bytes() });
    if (step.by === 'citizen') await stepOfCitizen(stage, id, step, moment);
    else await stepOfOffice(stage, { id: globalId, key, office }, step, moment);
  }
  if (ticket.published === undefined) return;
  const unitId = encodeGlobalId({ type: 'Unit', tenantId: region.tenantId, id: unit.id });
  await publishReply({ ...ticket.published, unitId, ticketId: globalId }, stage.as(office.head, now));
};

/** What citizens of a region have reported, what its people have done about it, and what they told everybody. */
export const storeTickets = async (stage: DemoStage): Promise<void> => {
  const { region, now } = stage;
  const { digitalServices } = region;
  if (digitalServices.length > 0)
    await storeTicketPolicy(
      stage.pool,
      { ...sp4nLapor, key: 'contoh', digitalServices },
      { actor: 'demo', at: stage.moment(daysAfter(localDate(now.getTime(), region.timeZone), -DAYS_OF_POLICY), 8) },
    );
  const people = demoPeople(region, demoPolicyOf(region.code).policy.teamSize > 0);
  for (const [place, ticket] of tickets.entries())
    await playTicket(stage, { ticket, place, office: officeOf(people, ticket.office) });
};
