import type { StaffText } from './text.ts';

/** What other systems can be told of, by the `type` of the message. */
export const WEBHOOK_EVENTS = {
  'feedback.received': {
    id: 'penilaian, pengaduan, aspirasi atau permintaan informasi diterima',
    en: 'a rating, complaint, aspiration or request for information was received',
  },
  'ticket.filed': {
    id: 'laporan baru menunggu ditangani',
    en: 'a new ticket waits for the office',
  },
  'ticket.moved': {
    id: 'laporan ditangani, dijawab, ditutup, ditarik, atau ditambah',
    en: 'something was done with a ticket',
  },
  'figure.published': {
    id: 'angka periode yang ditutup terbit, atau dikoreksi',
    en: 'figures of a closed period were published or corrected',
  },
  'audit.root': {
    id: 'hash harian jejak audit, untuk disimpan di luar server',
    en: 'the daily hash of the audit trail, to be kept elsewhere',
  },
} as const satisfies Readonly<Record<string, StaffText>>;

/** A kind of event. */
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as readonly WebhookEvent[];

/** What somebody sends to try an endpoint; it takes the way of all others. */
export const TEST_EVENT = 'webhook.test';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long after a failure the next try comes, as Standard Webhooks recommends; behind the last of them there is none. */
const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;

/** Tries of one delivery, the first included. */
export const MOST_TRIES = RETRY_AFTER_MS.length + 1;

/** A wait is up to this part longer, so that what failed together does not come back together. */
const JITTER = 0.2;

/** However long a receiver asks us to wait, we look again after this. */
const LONGEST_WAIT_MS = DAY_MS;

/**
 * How long to wait after a failed try; nothing when it was the last.
 *
 * @param tries so far, this one included. @param askedMs how long the receiver asked us to wait.
 * @param dice 0 to 1.
 */
export const waitAfter = (tries: number, askedMs: number | undefined, dice: number): number | undefined => {
  const planned = RETRY_AFTER_MS[tries - 1];
  if (planned === undefined) return undefined;
  return Math.max(Math.round(planned * (1 + JITTER * dice)), Math.min(askedMs ?? 0, LONGEST_WAIT_MS));
};

/** An endpoint that has failed for so long, and never done anything else, is paused. */
export const FAILING_DAYS = 5;

/** Whether failures alone, since `failingSince`, are reason enough to pause. */
export const isGivenUp = (failingSince: number, now: number): boolean => now - failingSince >= FAILING_DAYS * DAY_MS;

/** How long deliveries are kept, whatever became of them. */
export const KEEP_DELIVERIES_DAYS = 90;

/** The first instant of which deliveries are still kept. */
export const keptSince = (now: number): number => now - KEEP_DELIVERIES_DAYS * DAY_MS;

/** Endpoints that were removed before this instant are deleted: nothing that is under way can refer to them any more. */
export const removedBefore = (now: number): number => now - DAY_MS;

/** Endpoints of one region. */
export const MOST_ENDPOINTS = 20;

/** How long the old secret stays good after a change: at most, and by default. */
export const OLD_SECRET_HOURS = { most: 168, usual: 24 } as const;

/** Until when the old secret stays good. */
export const oldSecretUntil = (now: number, hours: number): number => now + hours * HOUR_MS;

/** Why a try failed. */
export const WEBHOOK_PROBLEMS = {
  NOT_ALLOWED: {
    id: 'alamatnya menuju jaringan dalam atau tidak diizinkan',
    en: 'its address leads into an internal network or is not allowed',
  },
  NAME_UNKNOWN: { id: 'nama servernya tidak ditemukan di DNS', en: 'its name is not found in the DNS' },
  NOT_REACHED: { id: 'servernya tidak dapat dihubungi', en: 'the server was not reached' },
  NOT_TRUSTED: { id: 'sertifikat TLS-nya tidak berlaku', en: 'its TLS certificate is not valid' },
  TOO_SLOW: { id: 'tidak menjawab dalam 15 detik', en: 'no answer within 15 seconds' },
  REDIRECTED: {
    id: 'menjawab dengan pengalihan, yang tidak diikuti',
    en: 'answered with a redirect, which is not followed',
  },
  GONE: { id: 'menjawab bahwa alamat itu tidak dipakai lagi', en: 'answered that the address is gone' },
  REFUSED: { id: 'menjawab dengan kegagalan', en: 'answered with a failure' },
} as const satisfies Readonly<Record<string, StaffText>>;

export type WebhookProblem = keyof typeof WEBHOOK_PROBLEMS;

/** What an answer with this status means: nothing when the message was taken. */
export const problemOfStatus = (status: number): WebhookProblem | null => {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'GONE';
  return status >= 300 && status < 400 ? 'REDIRECTED' : 'REFUSED';
};
