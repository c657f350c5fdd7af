import {
  ForumQueueOperation,
  OfficeTicketOperation,
  type OfficeTicketQuery,
  TicketCountsOperation,
  type TicketCountsQuery,
  TicketDeskOperation,
  type TicketDeskQuery,
  TicketFiguresOperation,
  type TicketFiguresQuery,
  TicketInboxOperation,
} from '@kinerja/schema/operations';
import type { PortalSession } from '../portal/portal-session.ts';
import { GatewayError } from '../toolkit.ts';
import { type Exclusions, readExclusions } from './exclusions.ts';
import { type PostState, type QueuedPost, queueVariables } from './forum.ts';
import { type Filter, inboxVariables, type Line, OWN_FILTERS } from './inbox.ts';
import { type Objections, readObjections } from './objections.ts';
import type { Place } from './place.ts';
import { type Publishable, type PublishedReply, readPublishable, readReplies } from './replies.ts';
import { readTopic, readTopics, type Topic, type Topics } from './topics.ts';

export type Viewer = NonNullable<TicketDeskQuery['viewer']>;
export type OfficeTicket = NonNullable<OfficeTicketQuery['ticket']>;
export type Counts = NonNullable<NonNullable<TicketCountsQuery['unit']>['ticketCounts']>;
export type UnitFigures = NonNullable<TicketFiguresQuery['viewer']>['ticketUnits'][number];

export interface DeskQuestion {
  readonly gateway: string;
  readonly lang: string;
  readonly place: Place;
  /** Id of the unit whose inbox is open; null for the first one, undefined for what one was given oneself. */
  readonly unit: string | null | undefined;
  readonly filter: Filter;
  readonly first: number;
  readonly period: string;
  /** Which posts of the forum, and how many at most. */
  readonly posts: { readonly state: PostState; readonly first: number };
  /** How many topics of the forum at most. */
  readonly topics: number;
  /** How many figures that can be objected to at most. */
  readonly figures: number;
}

/** What is shown, of one place. */
export type Shown =
  | {
      readonly kind: 'inbox';
      readonly lines: readonly Line[];
      readonly counts: Counts | null;
      readonly filter: Filter;
      /** As it was asked for: as many lines mean that there are more. */
      readonly first: number;
    }
  | { readonly kind: 'figures'; readonly units: readonly UnitFigures[]; readonly period: string }
  | {
      readonly kind: 'forum';
      readonly posts: readonly QueuedPost[];
      readonly state: PostState;
      /** As it was asked for: as many posts mean that there are more. */
      readonly first: number;
    }
  | (Topics & { readonly kind: 'topics' })
  | { readonly kind: 'topic'; readonly id: string; readonly topic: Topic | null }
  | {
      readonly kind: 'replies';
      /** Null for whoever has no unit to speak for. */
      readonly unit: string | null;
      readonly replies: readonly PublishedReply[];
      readonly timeZone: string;
    }
  | (Objections & {
      readonly kind: 'objections';
      /** Null for whoever has no unit to speak for. */
      readonly unit: string | null;
    })
  | (Exclusions & { readonly kind: 'exclusions' })
  | {
      readonly kind: 'ticket';
      readonly id: string;
      readonly ticket: OfficeTicket | null;
      /** Null where nothing can be published about it. */
      readonly publishable: Publishable | null;
    };

export interface DeskAnswer {
  readonly viewer: Viewer;
  /** Id of the unit whose inbox is open; null where it is one's own. */
  readonly unit: string | null;
  readonly shown: Shown;
}

/** Reads who is at the desk, and what is open there. */
export async function readDesk(session: PortalSession, question: DeskQuestion): Promise<DeskAnswer> {
  const { gateway } = question;
  const { viewer } = await session.request(TicketDeskOperation, {}, gateway);
  if (!viewer) throw new GatewayError('unknown');
  const unit = unitOf(viewer, question.unit);
  return { viewer, unit, shown: await readPlace(session, question, { viewer, unit }) };
}

/** The unit that was chosen, as far as its inbox is open to the person; else the first one. */
function unitOf({ ticketUnits }: Viewer, chosen: string | null | undefined): string | null {
  if (chosen === undefined) return null;
  return (ticketUnits.find(({ id }) => id === chosen) ?? ticketUnits[0])?.id ?? null;
}

async function readPlace(
  session: PortalSession,
  question: DeskQuestion,
  { viewer, unit }: Pick<DeskAnswer, 'viewer' | 'unit'>,
): Promise<Shown> {
  const { gateway, lang, place, period, first } = question;
  if (place.kind === 'ticket') {
    const { ticket } = await session.request(OfficeTicketOperation, { id: place.id, lang }, gateway).catch(noTicket);
    // Only of these it can be so, and the other ones need not wait.
    const isAnswered = ticket?.ticket.state === 'ANSWERED' || ticket?.ticket.state === 'CLOSED';
    const publishable = isAnswered ? await readPublishable(session, place.id, question) : null;
    return { kind: 'ticket', id: place.id, ticket, publishable };
  }
  if (place.kind === 'figures') {
    const figures = await session.request(TicketFiguresOperation, { period }, gateway);
    return { kind: 'figures', units: figures.viewer?.ticketUnits ?? [], period };
  }
  if (place.kind === 'forum') return readQueue(session, question);
  if (place.kind === 'topics') return { kind: 'topics', ...(await readTopics(session, gateway, question.topics)) };
  if (place.kind === 'topic')
    return { kind: 'topic', id: place.id, topic: await readTopic(session, gateway, place.id) };
  if (place.kind === 'replies') {
    const speaking = unitOf(viewer, question.unit ?? null);
    return { kind: 'replies', unit: speaking, ...(await readReplies(session, speaking, question)) };
  }
  if (place.kind === 'objections') {
    const speaking = unitOf(viewer, question.unit ?? null);
    return { kind: 'objections', unit: speaking, ...(await readObjections(session, speaking, question)) };
  }
  if (place.kind === 'exclusions')
    return { kind: 'exclusions', ...(await readExclusions(session, question.unit, question)) };
  const filter = unit !== null || OWN_FILTERS.includes(question.filter) ? question.filter : 'mine';
  const asked = inboxVariables(filter, unit, { first, lang });
  const [{ tickets }, counted] = await Promise.all([
    session.request(TicketInboxOperation, asked, gateway),
    unit === null ? null : session.request(TicketCountsOperation, { unit }, gateway),
  ]);
  return { kind: 'inbox', lines: tickets, counts: counted?.unit?.ticketCounts ?? null, filter, first };
}

async function readQueue(session: PortalSession, { gateway, posts: asked }: DeskQuestion): Promise<Shown> {
  const { state, first } = asked;
  const queue = await session.request(ForumQueueOperation, queueVariables(state, first), gateway);
  const posts = (queue.viewer?.forumPostsToJudge.edges ?? []).map(({ node }) => node);
  return { kind: 'forum', posts: state === 'WAITING' ? posts : [...posts].reverse(), state, first };
}

/** One that there is not, or that is none of this person's, is told on the page; the rest is a failure. */
function noTicket(error: unknown): { readonly ticket: null } {
  if (error instanceof GatewayError && error.failure === 'unknown') return { ticket: null };
  throw error;
}
