import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { RetentionLimit, RetentionTerm } from '../domain/retention.ts';
import { noteActivity } from '../forum/note-activity.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** Emptied by one statement, so that none holds its locks for long. */
export const AT_ONCE = 5000;

/** Empties at most AT_ONCE of what ended before the limit; how many it were. Fewer: nothing is left. */
type Emptying = (client: PoolClient, limit: RetentionLimit, at: Date) => Promise<number>;

/** Feedback by the day on which it counts, found service by service: that is what the index begins with. */
const COUNTED_BEFORE = `service
  join feedback on feedback.tenant_id = $1 and service_id = service.id and counted_on < $2`;

/** Tickets with which nothing happened any more since an instant. */
const SILENT_SINCE = `(ticket.state in ('CLOSED', 'WITHDRAWN') or ticket.spam_at is not null) and ticket.received_at < $2
  and not exists (select from ticket_entry where tenant_id = $1 and ticket_id = ticket.id and at >= $2)`;

const RATING_WORDS = `
  with old as (
    select feedback.id, feedback.received_at from ${COUNTED_BEFORE}
    where service.tenant_id = $1 and kind = 'RATING'
      and (comment is not null or words_erased_at is not null) and request_hash <> ''
    limit ${AT_ONCE}
  )
  update feedback set comment = null, request_hash = '', words_erased_at = coalesce(words_erased_at, $3)
  from old where feedback.tenant_id = $1 and feedback.id = old.id and feedback.received_at = old.received_at`;

const TICKET_WORDS = `
  with old as (
    select ticket.id, ticket.received_at from ticket
    join feedback on feedback.tenant_id = $1 and feedback.id = ticket.id and feedback.received_at = ticket.received_at
    where ticket.tenant_id = $1 and ${SILENT_SINCE}
      and (feedback.request_hash <> ''
           or exists (select from ticket_entry
                      where tenant_id = $1 and ticket_id = ticket.id and employee_id is null and text is not null))
    limit ${AT_ONCE}
  ), entries as (
    update ticket_entry set text = null
    from old where tenant_id = $1 and ticket_id = old.id and employee_id is null and text is not null
  )
  update feedback set comment = null, request_hash = '', words_erased_at = coalesce(words_erased_at, $3)
  from old where feedback.tenant_id = $1 and feedback.id = old.id and feedback.received_at = old.received_at`;

const TICKET_ANSWERS = `
  with old as (
    select entry.id from ticket
    join ticket_entry as entry on entry.tenant_id = $1 and entry.ticket_id = ticket.id
    where ticket.tenant_id = $1 and ${SILENT_SINCE} and entry.employee_id is not null and entry.text is not null
    limit ${AT_ONCE}
  )
  update ticket_entry set text = null from old where tenant_id = $1 and ticket_entry.id = old.id`;

const FORUM_WORDS = `
  with old as (
    select post.id from forum_topic as topic
    join forum_post as post on post.tenant_id = $1 and topic_id = topic.id
    where topic.tenant_id = $1 and employee_id is null and received_at < $2 and request_hash <> ''
      and (active_at < $2 or state <> 'SHOWN' or erased_at is not null)
    limit ${AT_ONCE}
  )
  update forum_post set text = null, request_hash = '', erased_at = coalesce(erased_at, $3)
  from old where tenant_id = $1 and forum_post.id = old.id
  returning topic_id as "topicId"`;

const PROFILES = `
  with old as (
    select feedback.id, feedback.received_at from ${COUNTED_BEFORE}
    where service.tenant_id = $1
      and (sex is not null or age_band is not null or education is not null or occupation is not null)
    limit ${AT_ONCE}
  )
  update feedback set sex = null, age_band = null, education = null, occupation = null
  from old where feedback.tenant_id = $1 and feedback.id = old.id and feedback.received_at = old.received_at`;

const countOf = async (client: PoolClient, statement: string, values: readonly unknown[]): Promise<number> =>
  (await client.query(statement, [boundTenant(), ...values])).rowCount ?? 0;

const instantOf = ({ instant }: RetentionLimit) => new Date(instant);

/**
 * How each is emptied: as when its writer has it erased. What was said is gone, with the digest by which a guess of it could be told
 * from what was said; that something was, and what was counted, stays.
 */
export const EMPTYING: Readonly<Record<RetentionTerm, Emptying>> = {
  ratingWords: async (client, { day }, at) => {
    const emptied = await countOf(client, RATING_WORDS, [day, at]);
    if (emptied > 0) await announceChange(client, boundTenant());
    return emptied;
  },
  ticketWords: (client, limit, at) => countOf(client, TICKET_WORDS, [instantOf(limit), at]),
  ticketAnswers: (client, limit) => countOf(client, TICKET_ANSWERS, [instantOf(limit)]),
  forumWords: async (client, limit, at) => {
    const { rows } = await client.query<{ topicId: string }>(FORUM_WORDS, [boundTenant(), instantOf(limit), at]);
    for (const topicId of new Set(rows.map((row) => row.topicId))) await noteActivity(client, topicId);
    return rows.length;
  },
  profiles: (client, { day }) => countOf(client, PROFILES, [day]),
};
