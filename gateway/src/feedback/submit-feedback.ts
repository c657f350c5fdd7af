import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { acceptProof } from '../access/challenge.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { countedOn } from '../domain/period.ts';
import { PROFILE_KEYS, type Questionnaire } from '../domain/questionnaire.ts';
import { type Answer, type Issue, parseAnswers, type Scores } from '../domain/score.ts';
import { decodeGlobalId } from '../global-id.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { cleanComment } from './clean-comment.ts';
import { receiptCode, receiptHash, writeReceiptCode } from './receipt-code.ts';
import { storeFeedback } from './store-feedback.ts';
import { questionnaireOf } from './stored-questionnaire.ts';

/** What a citizen sends; every way in (API, widget, plain form) ends here. */
export interface SubmitFeedback {
  readonly submissionKey: string;
  readonly serviceId: string;
  readonly questionnaireVersion: number;
  readonly answers?: readonly Answer[] | null | undefined;
  readonly comment?: string | null | undefined;
  readonly kind: 'RATING' | 'COMPLAINT' | 'ASPIRATION' | 'INFORMATION_REQUEST';
  readonly submittedAt?: Date | null | undefined;
  readonly visitCode?: string | null | undefined;
  readonly respondent?:
    | Readonly<Partial<Record<(typeof PROFILE_KEYS)[number], string | null | undefined>>>
    | null
    | undefined;
  readonly siteKey?: string | null | undefined;
  readonly deviceToken?: string | null | undefined;
  readonly proof?: string | null | undefined;
}

/** What the citizen keeps. */
export interface Receipt {
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
  | { readonly outcome: 'tooMany'; readonly retryAfterSeconds: number };

interface Target {
  readonly unitId: string;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly keyVersion: number;
  readonly secret: Buffer;
  readonly siteId: string | null;
  readonly origins: readonly string[] | null;
}

/** What is known of the service, the tenant's newest key and the embedding site, in one statement. */
export const LOAD_TARGET = {
  name: 'submit_target',
  text: `
    select service.unit_id as "unitId", service.questionnaire_key as "questionnaireKey",
           service.questionnaire_version as "questionnaireVersion", receipt_key.version as "keyVersion",
           receipt_key.secret, embed_site.id as "siteId", embed_site.origins
    from service
    join lateral (select version, secret from receipt_key where tenant_id = service.tenant_id
                  order by version desc limit 1) as receipt_key on true
    left join embed_site on embed_site.tenant_id = service.tenant_id and embed_site.key = $3
                        and embed_site.revoked_at is null
    where service.tenant_id = $1 and service.id = $2`,
};

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const isAllowedOrigin = (origins: readonly string[], origin: string | null) =>
  origin === null || origins.includes('*') || origins.includes(origin);

const checkRespondent = (
  questionnaire: Questionnaire,
  respondent: NonNullable<SubmitFeedback['respondent']>,
): Issue[] =>
  PROFILE_KEYS.flatMap((key) => {
    const given = respondent[key];
    if (given === null || given === undefined || given === '') return [];
    const codes = questionnaire.profile.find((field) => field.key === key)?.options.map(({ code }) => code) ?? [];
    if (codes.includes(given)) return [];
    return [
      {
        path: `respondent.${key}`,
        message: `respondent.${key}: pilihan ${shown(given)} tidak ada; yang ada: ${codes.join(', ')}.`,
      },
    ];
  });

const unknownService = (value: string): SubmitOutcome => ({
  outcome: 'invalid',
  issues: [
    {
      path: 'serviceId',
      message: `serviceId: layanan ${shown(value)} tidak dikenal; yang diharapkan id layanan seperti pada formulirnya.`,
    },
  ],
});

const wrongProof: SubmitOutcome = {
  outcome: 'invalid',
  issues: [
    {
      path: 'proof',
      message:
        'proof: tantangan tidak terjawab, kedaluwarsa, atau sudah dipakai; yang diharapkan jawaban tantangan baru.',
    },
  ],
};

/** An empty code is none. */
const respondentOf = ({ respondent }: SubmitFeedback) =>
  Object.fromEntries(PROFILE_KEYS.map((key) => [key, respondent?.[key] || null]));

/** What can be said of an input without asking the database. */
const checkShape = (input: SubmitFeedback): Issue[] => {
  const issues: Issue[] = [];
  if (!isUuid(input.submissionKey))
    issues.push({
      path: 'submissionKey',
      message: `submissionKey: yang diharapkan UUID, yang diterima ${shown(input.submissionKey)}.`,
    });
  // No visit code and no device has been issued yet, so none that is given can be one of ours.
  if (input.visitCode)
    issues.push({
      path: 'visitCode',
      message: `visitCode: kode ${shown(input.visitCode)} tidak dikenal; kosongkan bila tidak punya kode kunjungan.`,
    });
  if (input.deviceToken)
    issues.push({
      path: 'deviceToken',
      message: 'deviceToken: perangkat tidak terdaftar; yang diharapkan token perangkat terdaftar, atau kosong.',
    });
  return issues;
};

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

const checkAgainstTarget = (
  input: SubmitFeedback,
  target: Target,
  questionnaire: Questionnaire,
  origin: string | null,
): { readonly issues: readonly Issue[]; readonly scores: Scores; readonly comment: string | null } => {
  const issues: Issue[] = [];
  if (input.questionnaireVersion !== target.questionnaireVersion)
    issues.push({
      path: 'questionnaireVersion',
      message: `questionnaireVersion: layanan ini memakai kuesioner ${target.questionnaireKey} versi ${target.questionnaireVersion}, yang diterima versi ${input.questionnaireVersion}; muat ulang formulirnya.`,
    });
  if (input.siteKey && target.origins === null)
    issues.push({
      path: 'siteKey',
      message: `siteKey: kunci ${shown(input.siteKey)} tidak dikenal atau sudah dicabut; yang diharapkan kunci situs dari pengelola.`,
    });
  else if (input.siteKey && target.origins !== null && !isAllowedOrigin(target.origins, origin))
    issues.push({
      path: 'siteKey',
      message: `siteKey: kunci ini tidak berlaku di ${shown(origin)}; yang diharapkan salah satu dari ${target.origins.join(', ')}.`,
    });
  const cleaned = cleanComment(input.comment ?? '');
  const comment = 'comment' in cleaned ? cleaned.comment : null;
  if ('problem' in cleaned) issues.push({ path: 'comment', message: cleaned.problem });
  const answers = input.answers ?? [];
  let scores: Scores = questionnaire.elements.map(() => null);
  if (answers.length > 0) {
    const parsed = parseAnswers(questionnaire, answers);
    if (parsed.ok) scores = parsed.scores;
    else issues.push(...parsed.issues);
  } else if (comment === null && !('problem' in cleaned))
    issues.push({
      path: 'answers',
      message: 'answers: belum ada isi; yang diharapkan jawaban, komentar, atau keduanya.',
    });
  if (input.respondent) issues.push(...checkRespondent(questionnaire, input.respondent));
  return { issues, scores, comment };
};

/** The receipt of what is stored under this key, when it is the same content; nothing when the key is new. */
const findReplay = async (
  { db }: Context,
  tenant: TenantEntry,
  input: SubmitFeedback,
  requestHash: Buffer,
): Promise<SubmitOutcome | undefined> => {
  const stored = await db.prisma.feedback.findUnique({
    where: { tenantId_submissionKey: { tenantId: tenant.tenantId, submissionKey: input.submissionKey.toLowerCase() } },
    select: { id: true, requestHash: true, receivedAt: true, serviceId: true, receiptKeyVersion: true },
  });
  if (stored === null) return undefined;
  if (!requestHash.equals(stored.requestHash)) return { outcome: 'keyReused' };
  const { secret } = await db.prisma.receiptKey.findUniqueOrThrow({
    where: { tenantId_version: { tenantId: tenant.tenantId, version: stored.receiptKeyVersion } },
    select: { secret: true },
  });
  return {
    outcome: 'stored',
    replayed: true,
    receipt: {
      code: writeReceiptCode(receiptCode(tenant.receiptPrefix, secret, stored.id)),
      receivedAt: stored.receivedAt,
      kind: input.kind,
      tenantId: tenant.tenantId,
      serviceId: stored.serviceId,
    },
  };
};

/** The service that is rated, with all that the use case needs to know of it. */
interface Loaded {
  readonly tenant: TenantEntry;
  readonly serviceId: string;
  readonly target: Target;
  readonly questionnaire: Questionnaire;
}

const load = async (input: SubmitFeedback, { db, tenants }: Context): Promise<Loaded | undefined> => {
  const service = decodeGlobalId(input.serviceId);
  if (service?.type !== 'Service') return undefined;
  const tenant = await tenants.byId(service.tenantId);
  if (tenant === undefined || tenant.tenantId !== boundTenant()) return undefined;
  const { rows } = await db.pool.query<Target>({
    ...LOAD_TARGET,
    values: [tenant.tenantId, service.id, input.siteKey ?? ''],
  });
  const [target] = rows;
  if (target === undefined) return undefined;
  const questionnaire = await questionnaireOf(db.pool, target.questionnaireKey, target.questionnaireVersion);
  return { tenant, serviceId: service.id, target, questionnaire };
};

/** Whether the submit may go on: a good proof, or room within the limit of its network. */
const admit = async (
  { tenant, serviceId }: Loaded,
  proof: string | null | undefined,
  { db, now, submitLimit, caller }: Context,
): Promise<SubmitOutcome | undefined> => {
  if (proof) return (await acceptProof(db.pool, proof, serviceId, now())) ? undefined : wrongProof;
  const wait = await submitLimit?.consume(tenant.tenantId, serviceId, caller.address);
  return wait === undefined ? undefined : { outcome: 'tooMany', retryAfterSeconds: wait };
};

/**
 * Stores what a citizen sent, once: the same key and content always give the same receipt. What was acknowledged is on
 * disk, with its part in the tally and its audit row. Runs bound to the tenant that the service's id names.
 */
export const submitFeedback = async (input: SubmitFeedback, context: Context): Promise<SubmitOutcome> => {
  const loaded = await load(input, context);
  if (loaded === undefined) return unknownService(input.serviceId);
  const { tenant, serviceId, target, questionnaire } = loaded;
  const shapeIssues = checkShape(input);
  const { issues, scores, comment } = checkAgainstTarget(input, target, questionnaire, context.caller.origin);
  const requestHash = contentHash(input, comment);
  if (shapeIssues.length + issues.length > 0) {
    // What was stored stays acknowledged, also when the service has moved to another questionnaire since.
    const stored = shapeIssues.length === 0 ? await findReplay(context, tenant, input, requestHash) : undefined;
    return stored?.outcome === 'stored' ? stored : { outcome: 'invalid', issues: [...shapeIssues, ...issues] };
  }
  const refusal = await admit(loaded, input.proof, context);
  if (refusal !== undefined) {
    // A repetition is answered as it was before, also past the limit and with a proof that is used up by now.
    const stored = await findReplay(context, tenant, input, requestHash);
    return stored?.outcome === 'stored' ? stored : refusal;
  }

  const receivedAt = context.now();
  const id = timeOrderedId();
  const code = receiptCode(tenant.receiptPrefix, target.secret, id);
  const { date, late } = countedOn({
    receivedAt: receivedAt.getTime(),
    submittedAt: input.submittedAt?.getTime(),
    zone: tenant.timeZone,
  });
  const isNew = await storeFeedback(
    context.db.pool,
    {
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
      channel: context.caller.channel,
      verified: false,
      embedSiteId: input.siteKey ? target.siteId : null,
      receiptHash: receiptHash(code),
      receiptKeyVersion: target.keyVersion,
      auditId: timeOrderedId(),
      actor: 'citizen',
    },
    questionnaire,
    scores,
  );
  if (!isNew) {
    const stored = await findReplay(context, tenant, input, requestHash);
    if (stored === undefined)
      throw new Error(`The feedback with key ${input.submissionKey} is neither new nor stored.`);
    return stored;
  }
  await context.ratingStored(tenant.tenantId, target.unitId);
  return {
    outcome: 'stored',
    replayed: false,
    receipt: { code: writeReceiptCode(code), receivedAt, kind: input.kind, tenantId: tenant.tenantId, serviceId },
  };
};
