import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { v7 as timeOrderedId } from 'uuid';
import { acceptProof, WRONG_PROOF } from '../access/challenge.ts';
import { noteDeviceSeen } from '../access/note-device-seen.ts';
import type { Device } from '../access/recognise-device.ts';
import { sourceOf } from '../access/source-pseudonym.ts';
import type { Context } from '../context.ts';
import { dayAround, localDate } from '../domain/period.ts';
import type { Issue, Scores } from '../domain/score.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { checkFeedback, checkShape, shown } from './check-feedback.ts';
import { countedDay } from './counted-day.ts';
import { respondentOf, type SubmitFeedback } from './feedback-input.ts';
import { findVisitCode, USED_VISIT_CODE } from './find-visit-code.ts';
import { loadRated, type Rated } from './load-rated.ts';
import { receiptCode, receiptHash, writeReceiptCode } from './receipt-code.ts';
import { type FeedbackRow, prepareFeedback, type SetAside } from './store-feedback.ts';
import { storeTogether } from './store-together.ts';

/** What the citizen keeps. */
export interface Receipt {
  /** Of the feedback; never told to anybody. */
  readonly id: string;
  readonly code: string;
  readonly receivedAt: Date;
  readonly kind: SubmitFeedback['kind'];
  readonly tenantId: string;
  readonly serviceId: string;
}

/** How a submit ends; anything else is a fault. */
export type SubmitOutcome =
  | { readonly outcome: 'stored'; readonly receipt: Receipt; readonly replayed: boolean }
  | { readonly outcome: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly outcome: 'keyReused' }
  | { readonly outcome: 'tooMany'; readonly sender: 'network' | 'device'; readonly retryAfterSeconds: number };

const unknownService = (value: string): SubmitOutcome => ({
  outcome: 'invalid',
  issues: [
    {
      path: 'serviceId',
      message: `serviceId: layanan ${shown(value)} tidak dikenal; yang diharapkan id layanan seperti pada formulirnya.`,
    },
  ],
});

/** What a repetition must have in common to be one: what the citizen said, not how it was sent. */
const contentHash = (input: SubmitFeedback, comment: string | null): Buffer => {
  const content = {
    service: input.serviceId,
    version: input.questionnaireVersion,
    kind: input.kind,
    answers: Object.fromEntries((input.answers ?? []).map(({ element, score }) => [element, score])),
    comment,
    respondent: respondentOf(input),
    visitCode: input.visitCode || null,
  };
  return createHash('sha256').update(stringify(content)).digest();
};

/**
 * The receipt of what is stored under this key, when it is the same content; nothing when the key is new. What was said in a month that
 * is detached by now cannot be compared any more, and is other content.
 */
const findReplay = async (
  { db }: Context,
  tenant: TenantEntry,
  input: SubmitFeedback,
  requestHash: Buffer,
): Promise<SubmitOutcome | undefined> => {
  const stored = await db.prisma.receipt.findUnique({
    where: { tenantId_submissionKey: { tenantId: tenant.tenantId, submissionKey: input.submissionKey.toLowerCase() } },
    select: {
      id: true,
      receivedAt: true,
      serviceId: true,
      feedback: { select: { requestHash: true, receiptKeyVersion: true } },
    },
  });
  if (stored === null) return undefined;
  const [feedback] = stored.feedback;
  if (feedback === undefined || !requestHash.equals(feedback.requestHash)) return { outcome: 'keyReused' };
  const { secret } = await db.prisma.receiptKey.findUniqueOrThrow({
    where: { tenantId_version: { tenantId: tenant.tenantId, version: feedback.receiptKeyVersion } },
    select: { secret: true },
  });
  return {
    outcome: 'stored',
    replayed: true,
    receipt: {
      id: stored.id,
      code: writeReceiptCode(receiptCode(tenant.receiptPrefix, secret, stored.id)),
      receivedAt: stored.receivedAt,
      kind: input.kind,
      tenantId: tenant.tenantId,
      serviceId: stored.serviceId,
    },
  };
};

/** That a submit may go on, with the hash of its visit code, or how it ends. */
type Admission = { readonly visitCode: Buffer | null } | { readonly refusal: SubmitOutcome };

/** Looks the visit code up; a network that tries wrong ones waits, or solves a challenge for each. */
const admitVisitor = async (
  typed: string,
  { tenant, serviceId }: Rated,
  { db, now, visitCodeLimit, caller }: Context,
  isProven: boolean,
): Promise<Admission> => {
  const wait = isProven ? undefined : await visitCodeLimit?.take(caller.address);
  if (wait !== undefined) return { refusal: { outcome: 'tooMany', sender: 'network', retryAfterSeconds: wait } };
  const today = localDate(now().getTime(), tenant.timeZone);
  const found = await findVisitCode(db.pool, typed, { serviceId, today });
  if ('issue' in found) return { refusal: { outcome: 'invalid', issues: [found.issue] } };
  if (!isProven) await visitCodeLimit?.giveBack(caller.address);
  return { visitCode: found.hash };
};

/**
 * Whether the submit may go on: by a good proof, by a visit code, or by room within the limit of its device or else of its
 * network.
 */
const admit = async (
  rated: Rated,
  device: Device | null,
  { proof, visitCode }: Pick<SubmitFeedback, 'proof' | 'visitCode'>,
  context: Context,
): Promise<Admission> => {
  const { db, now, submitLimit, caller } = context;
  const { tenant, serviceId } = rated;
  if (proof && !(await acceptProof(db.pool, proof, serviceId, now())))
    return { refusal: { outcome: 'invalid', issues: [WRONG_PROOF] } };
  if (visitCode) return admitVisitor(visitCode, rated, context, Boolean(proof));
  if (proof) return { visitCode: null };
  const { tenantId } = tenant;
  const wait = await submitLimit?.consume({
    tenantId,
    serviceId,
    address: caller.address,
    deviceId: device?.id ?? null,
  });
  if (wait === undefined) return { visitCode: null };
  const sender = device === null ? 'network' : 'device';
  return { refusal: { outcome: 'tooMany', sender, retryAfterSeconds: wait } };
};

/** What stands for the network that a rating comes from; whoever writes to the office is not compared with others. */
const sourceOfRating = async (
  { kind }: SubmitFeedback,
  { timeZone }: TenantEntry,
  { db, caller }: Context,
  receivedAt: Date,
): Promise<Buffer | null> =>
  kind === 'RATING' ? sourceOf(db.pool, caller.address, localDate(receivedAt.getTime(), timeZone)) : null;

/**
 * Where a rating is set aside that comes from a network of the office that it judges (TRUST S39); nothing for all others. At a
 * registered device and with a visit code it is a visitor's, whatever network the office lends him.
 */
const setAsideOf = (
  { kind }: SubmitFeedback,
  { target, tenant }: Rated,
  { deviceId, visitCode, receivedAt }: Pick<FeedbackRow, 'deviceId' | 'visitCode' | 'receivedAt'>,
  scores: Scores,
): SetAside | undefined => {
  const isOfVisitor = deviceId !== null || visitCode !== null;
  const isRated = kind === 'RATING' && scores.some((score) => score !== null);
  if (!target.isOfOffice || isOfVisitor || !isRated) return undefined;
  const { from, until } = dayAround(receivedAt.getTime(), tenant.timeZone);
  return { exclusionId: timeOrderedId(), from: new Date(from), until: new Date(until) };
};

/** Whether the database says that somebody else has used the visit code in the meantime. */
const isCodeTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'visit_code_use_pkey';

/**
 * Stores what a citizen sent, once: the same key and content always give the same receipt. What was acknowledged is on
 * disk, with its part in the tally and its audit row. Runs bound to the tenant that the service's id names.
 */
export const submitFeedback = async (input: SubmitFeedback, context: Context): Promise<SubmitOutcome> => {
  const rated = await loadRated(input, context);
  if (rated === undefined) return unknownService(input.serviceId);
  const { tenant, serviceId, target, questionnaire } = rated;
  const shapeIssues = checkShape(input);
  const { issues, scores, comment, place, device } = checkFeedback(input, rated, context.caller.origin);
  const requestHash = contentHash(input, comment);
  if (shapeIssues.length + issues.length > 0) {
    // What was stored stays acknowledged, also when the service has moved to another questionnaire since, or the device
    // was revoked.
    const stored = shapeIssues.length === 0 ? await findReplay(context, tenant, input, requestHash) : undefined;
    return stored?.outcome === 'stored' ? stored : { outcome: 'invalid', issues: [...shapeIssues, ...issues] };
  }
  const admission = await admit(rated, device, input, context);
  if ('refusal' in admission) {
    // A repetition is answered as it was before, also past the limit and with a proof or a visit code that is used up by now.
    const stored = await findReplay(context, tenant, input, requestHash);
    return stored?.outcome === 'stored' ? stored : admission.refusal;
  }
  const { visitCode } = admission;

  const receivedAt = context.now();
  const id = timeOrderedId();
  const code = receiptCode(tenant.receiptPrefix, target.secret, id);
  const { date, late } = await countedDay(context.db.pool, {
    receivedAt: receivedAt.getTime(),
    submittedAt: input.submittedAt?.getTime(),
    zone: tenant.timeZone,
  });
  const channel = device === null ? context.caller.channel : 'KIOSK';
  const row: FeedbackRow = {
    tenantId: tenant.tenantId,
    id,
    submissionKey: input.submissionKey.toLowerCase(),
    requestHash,
    kind: input.kind,
    serviceId,
    unitId: target.unitId,
    comment,
    respondent: respondentOf(input),
    receivedAt,
    submittedAt: input.submittedAt ?? null,
    countedOn: date,
    late,
    channel,
    // A program that names no site is not verified by a code either.
    verified: visitCode !== null && (channel !== 'API' || target.siteId !== null),
    visitCode,
    embedSiteId: input.siteKey ? target.siteId : null,
    receiptHash: receiptHash(code),
    receiptKeyVersion: target.keyVersion,
    place,
    deviceId: device?.id ?? null,
    source: await sourceOfRating(input, tenant, context, receivedAt),
    auditId: timeOrderedId(),
    actor: 'citizen',
  };
  const whole = prepareFeedback({ setAside: setAsideOf(input, rated, row, scores), ...row }, questionnaire, scores);
  const isNew = await storeTogether(context.db.pool, whole).catch((error: unknown) => {
    if (isCodeTaken(error)) return 'codeTaken' as const;
    throw error;
  });
  if (isNew === 'codeTaken') return { outcome: 'invalid', issues: [USED_VISIT_CODE] };
  if (!isNew) {
    const stored = await findReplay(context, tenant, input, requestHash);
    if (stored === undefined)
      throw new Error(`The feedback with key ${input.submissionKey} is neither new nor stored.`);
    return stored;
  }
  if (device !== null) await noteDeviceSeen(context.db.pool, device, receivedAt);
  await context.ratingStored(tenant.tenantId, target.unitId);
  return {
    outcome: 'stored',
    replayed: false,
    receipt: { id, code: writeReceiptCode(code), receivedAt, kind: input.kind, tenantId: tenant.tenantId, serviceId },
  };
};
