import { parse, stringify } from 'uuid';

/** Types that a global id can name. */
export type NodeType =
  | 'Tenant'
  | 'Unit'
  | 'Service'
  | 'Device'
  | 'ApiClient'
  | 'Employee'
  | 'Post'
  | 'Goal'
  | 'Recognition'
  | 'Guidance'
  | 'GuidanceAction'
  | 'Meeting'
  | 'MeetingDecision'
  | 'Workshop'
  | 'Training'
  | 'AppraisalCycle'
  | 'Appraisal'
  | 'FeedbackNote'
  | 'Indicator'
  | 'Activity'
  | 'PerformanceReport'
  | 'Contribution'
  | 'Improvement'
  | 'FigureObjection'
  | 'RatingExclusion'
  | 'RatingAlarm'
  | 'PublicReply'
  | 'ForumTopic'
  | 'ForumPost'
  | 'Reminder'
  | 'Ticket'
  | 'TicketEntry'
  | 'WebhookEndpoint'
  | 'WebhookDelivery';

/** What a global id says: the tenant comes with it, so that it can be bound before the first query. */
export interface GlobalId {
  readonly type: NodeType;
  readonly tenantId: string;
  readonly id: string;
}

const PREFIX: Record<NodeType, string> = {
  Tenant: 'tenant',
  Unit: 'unit',
  Service: 'service',
  Device: 'device',
  ApiClient: 'client',
  Employee: 'employee',
  Post: 'post',
  Goal: 'goal',
  Recognition: 'recognition',
  Guidance: 'guidance',
  GuidanceAction: 'action',
  Meeting: 'meeting',
  MeetingDecision: 'decision',
  Workshop: 'workshop',
  Training: 'training',
  AppraisalCycle: 'cycle',
  Appraisal: 'appraisal',
  FeedbackNote: 'note',
  Indicator: 'indicator',
  Activity: 'activity',
  PerformanceReport: 'report',
  Contribution: 'contribution',
  Improvement: 'improvement',
  FigureObjection: 'objection',
  RatingExclusion: 'exclusion',
  RatingAlarm: 'alarm',
  PublicReply: 'reply',
  ForumTopic: 'topic',
  ForumPost: 'forumpost',
  Reminder: 'reminder',
  Ticket: 'ticket',
  TicketEntry: 'step',
  WebhookEndpoint: 'endpoint',
  WebhookDelivery: 'delivery',
};
const TYPES = Object.keys(PREFIX) as readonly NodeType[];
/** Two UUIDs in base64url. */
const BODY = /^[A-Za-z0-9_-]{43}$/;

/** The id of an object in the API: opaque, the same for ever, and usable in an address. */
export const encodeGlobalId = ({ type, tenantId, id }: GlobalId): string =>
  `${PREFIX[type]}_${Buffer.concat([parse(tenantId), parse(id)]).toString('base64url')}`;

/** Reads a global id; nothing for a text that is none. */
export const decodeGlobalId = (text: string): GlobalId | undefined => {
  const type = TYPES.find((candidate) => text.startsWith(`${PREFIX[candidate]}_`));
  if (type === undefined) return undefined;
  const body = text.slice(PREFIX[type].length + 1);
  if (!BODY.test(body)) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  // The last character carries spare bits: of several spellings only the one that we write is an id.
  if (bytes.toString('base64url') !== body) return undefined;
  try {
    return { type, tenantId: stringify(bytes.subarray(0, 16)), id: stringify(bytes.subarray(16)) };
  } catch {
    return undefined; // bytes that no UUID has
  }
};
