import { v4 as randomKey } from 'uuid';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { instantInWords } from '../domain/instant-in-words.ts';
import { localDate } from '../domain/period.ts';
import { PROFILE_KEYS } from '../domain/questionnaire.ts';
import type { Answer } from '../domain/score.ts';
import { kindsTaken } from '../domain/ticket-policy.ts';
import { cleanPlace } from '../feedback/clean-place.ts';
import type { SubmitFeedback } from '../feedback/feedback-input.ts';
import { hasVisitCodes } from '../feedback/find-visit-code.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';
import { type Receipt, submitFeedback } from '../feedback/submit-feedback.ts';
import { decodeGlobalId } from '../global-id.ts';
import { findServiceByCode } from '../tenant/service-code.ts';
import { ticketPolicies } from '../ticket/ticket-policies.ts';
import { type Exchange, HttpFailure, readFormBody, sendPage } from './exchange.ts';
import { formKind } from './form-kinds.ts';
import { type FormPage, formPage, receiptPage } from './plain-form-pages.ts';
import { noticePage, PAGE_POLICY, type PageLanguage, pageLanguage, receiptPath } from './plain-page.ts';
import { reportPage } from './plain-report-pages.ts';
import { reportPageWords } from './plain-report-words.ts';

const MAX_BODY = 64 * 1024;
const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' } as const;

type Page = Omit<
  FormPage,
  'language' | 'address' | 'place' | 'submissionKey' | 'entered' | 'issues' | 'notice' | 'kind'
>;

/** A part of a path as it was typed. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return ''; // bytes that are no text
  }
};

/** The service of `/form/<its id>` or of `/nilai/<its code>`, the address that is short enough to be typed. */
const namedService = async ({ pathname }: URL, context: Context): Promise<string> => {
  const [, room, name = ''] = pathname.split('/');
  return (room === 'nilai' ? await findServiceByCode(decoded(name), context) : name) ?? '';
};

const loadPage = async (
  serviceId: string,
  { db, tenants, now }: Context,
): Promise<Page & { readonly timeZone: string }> => {
  const key = decodeGlobalId(serviceId);
  const tenant = key?.type === 'Service' ? await tenants.byId(key.tenantId) : undefined;
  const service =
    key === undefined || tenant === undefined
      ? null
      : await withTenant(tenant.tenantId, () =>
          db.prisma.service.findUnique({
            where: { tenantId_id: { tenantId: tenant.tenantId, id: key.id } },
            select: {
              name: true,
              questionnaireKey: true,
              questionnaireVersion: true,
              unit: { select: { name: true } },
            },
          }),
        );
  if (key === undefined || tenant === undefined || service === null)
    throw new HttpFailure(404, 'Layanan ini tidak ada. Periksa alamatnya, atau tanyakan kepada pengelola situs.');
  const today = localDate(now().getTime(), tenant.timeZone);
  const [questionnaire, policyAt, asksForVisitCode] = await withTenant(tenant.tenantId, () =>
    Promise.all([
      questionnaireOf(db.pool, service.questionnaireKey, service.questionnaireVersion),
      ticketPolicies(db.pool),
      hasVisitCodes(db.pool, key.id, today),
    ]),
  );
  return {
    service: service.name,
    unit: service.unit.name,
    tenant: tenant.name,
    sampleData: tenant.sampleData,
    questionnaire,
    timeZone: tenant.timeZone,
    kinds: ['RATING', ...kindsTaken(policyAt(now()))],
    asksForVisitCode,
  };
};

/** An answer as it was sent; what is no number is left for the use case to refuse, with the field and the value. */
const readAnswers = (fields: URLSearchParams): Answer[] =>
  [...fields].flatMap(([name, value]) =>
    name.startsWith('answers.') && value !== ''
      ? [{ element: name.slice('answers.'.length), score: Number(value) }]
      : [],
  );

/** What was sent; of a report the words alone. */
const readInput = (
  serviceId: string,
  fields: URLSearchParams,
  { kind, place }: Pick<FormPage, 'kind' | 'place'>,
): SubmitFeedback => ({
  submissionKey: fields.get('submissionKey') ?? '',
  serviceId,
  questionnaireVersion: Number(fields.get('questionnaireVersion')),
  answers: kind === 'RATING' ? readAnswers(fields) : [],
  // Browsers send line breaks as CR LF.
  comment: (fields.get('comment') ?? '').replaceAll('\r\n', '\n'),
  kind,
  visitCode: fields.get('visitCode'),
  respondent: Object.fromEntries(PROFILE_KEYS.map((key) => [key, fields.get(`respondent.${key}`) ?? ''])),
  place,
});

/** Issues by the field they are shown at: the use case counts answers, the page knows them by their element. */
const atFields = (issues: readonly { path: string; message: string }[], answers: readonly Answer[]) =>
  issues.map(({ path, message }) => {
    const place = /^answers\.(\d+)\./.exec(path)?.[1];
    const element = place === undefined ? undefined : answers[Number(place)]?.element;
    return { path: element === undefined ? path : `answers.${element}`, message };
  });

const sendReceipt = (
  exchange: Exchange,
  language: PageLanguage,
  page: Page & { timeZone: string },
  receipt: Receipt,
  replayed: boolean,
) =>
  sendPage(
    exchange,
    200,
    String(
      receiptPage({
        language,
        service: page.service,
        code: receipt.code,
        receivedAt: instantInWords(receipt.receivedAt, language.lang, page.timeZone),
        replayed,
        sampleData: page.sampleData,
        formPath: exchange.url.pathname + exchange.url.search,
        receiptPath: receiptPath(exchange.url),
        kind: receipt.kind,
      }),
    ),
    PAGE_POLICY,
    HEADERS,
  );

/** The address of the form without the place, or the kind, that it names. */
const without = (parameter: 'place' | 'kind', { pathname, searchParams }: URL): string => {
  const others = new URLSearchParams([...searchParams].filter(([name]) => name !== parameter));
  return others.size === 0 ? pathname : `${pathname}?${others}`;
};

const pageOf = (page: FormPage) => {
  const { kind } = page;
  return kind === 'RATING' ? formPage(page) : reportPage({ ...page, kind });
};

/**
 * Serves `/form/<service id>` and `/nilai/<service code>`: the same survey, through the same use case, for browsers without
 * JavaScript. `?place=Loket+3` says where the poster hangs; it belongs to the address, so it is shown and not asked for.
 * `?visit=7K3M-9QXT-2WZ4` brings the code of a queue ticket along; `?kind=complaint` takes a report in place of a rating.
 */
export const createPlainForm =
  (contextFor: (exchange: Exchange) => Context) =>
  async (exchange: Exchange): Promise<void> => {
    const context = contextFor(exchange);
    const serviceId = await namedService(exchange.url, context);
    const language = pageLanguage(exchange.url.searchParams.get('lang'));
    const { words } = language;
    const page = await loadPage(serviceId, context);
    const sendNotice = (status: number, text: string, way: Parameters<typeof noticePage>[2]) =>
      sendPage(exchange, status, String(noticePage(language, text, way)), PAGE_POLICY, HEADERS);
    const cleaned = cleanPlace(exchange.url.searchParams.get('place') ?? '');
    if ('problem' in cleaned)
      return sendNotice(400, words.wrongPlace, { path: without('place', exchange.url), words: words.withoutPlace });
    const { place } = cleaned;
    const kind = formKind(exchange.url.searchParams.get('kind'), page.kinds);
    if (kind === undefined) {
      const { notTaken, toRating } = reportPageWords(language.lang);
      return sendNotice(400, notTaken, { path: without('kind', exchange.url), words: toRating });
    }
    const show = (status: number, shown: Partial<FormPage>, headers = {}) =>
      sendPage(
        exchange,
        status,
        String(
          pageOf({
            ...page,
            language,
            address: exchange.url,
            place,
            submissionKey: randomKey(),
            entered: new URLSearchParams(),
            issues: [],
            notice: null,
            kind,
            ...shown,
          }),
        ),
        PAGE_POLICY,
        { ...HEADERS, ...headers },
      );
    if (exchange.request.method !== 'POST') return show(200, {});
    const entered = await readFormBody(exchange.request, MAX_BODY);
    const input = readInput(serviceId, entered, { kind, place });
    const key = decodeGlobalId(serviceId);
    const outcome = await withTenant(key?.tenantId ?? '', () => submitFeedback(input, context));
    switch (outcome.outcome) {
      case 'stored':
        return sendReceipt(exchange, language, page, outcome.receipt, outcome.replayed);
      case 'invalid':
        return show(400, {
          entered,
          submissionKey: input.submissionKey || randomKey(),
          issues: atFields(outcome.issues, input.answers ?? []),
        });
      case 'keyReused':
        return sendNotice(422, words.keyReused, {
          path: exchange.url.pathname + exchange.url.search,
          words: words.another,
        });
      case 'tooMany':
        return show(
          429,
          { entered, submissionKey: input.submissionKey, notice: words.tooMany(outcome.retryAfterSeconds) },
          { 'Retry-After': String(outcome.retryAfterSeconds) },
        );
    }
  };
