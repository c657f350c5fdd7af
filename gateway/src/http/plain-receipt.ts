import { v4 as randomKey } from 'uuid';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { ExpectedError, TooManyTries } from '../errors.ts';
import { findReceipt } from '../feedback/find-receipt.ts';
import { readReceiptCode } from '../feedback/receipt-code.ts';
import type { Receipt } from '../feedback/submit-feedback.ts';
import { type Refusal, Refused } from '../refusals.ts';
import { addToTicket, eraseWords, sayTicketOutcome, tenantOfCode, withdrawTicket } from '../ticket/citizen-moves.ts';
import { readPublicEntries, readTicket } from '../ticket/read-ticket.ts';
import { readWords } from '../ticket/read-words.ts';
import { type Exchange, HttpFailure, readFormBody, send, sendPage } from './exchange.ts';
import { PAGE_POLICY, pageLanguage, receiptPath } from './plain-page.ts';
import {
  type AskingPage,
  askingPage,
  type ReceiptFrame,
  type ReceiptPage,
  receiptStandingPage,
} from './plain-receipt-pages.ts';
import { type ReceiptPageWords, receiptPageWords } from './plain-receipt-words.ts';
import { openPass, sealPass } from './receipt-pass.ts';

const MAX_BODY = 64 * 1024;
const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' } as const;

const byCode = (fields: URLSearchParams) => ({ code: fields.get('code') ?? '', key: fields.get('key') ?? '' });

/** Browsers send line breaks as CR LF. */
const textOf = (fields: URLSearchParams) => (fields.get('text') ?? '').replaceAll('\r\n', '\n');

type Deed = (fields: URLSearchParams, context: Context) => Promise<Receipt>;

const LOOK = 'LOOK';

/** What a form does, by the name that its button sends. */
const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  [LOOK, (fields, context) => findReceipt(byCode(fields).code, context)],
  ['ADD', (fields, context) => addToTicket(byCode(fields), textOf(fields), context)],
  ['WITHDRAW', (fields, context) => withdrawTicket(byCode(fields), context)],
  ['FIXED', (fields, context) => sayTicketOutcome(byCode(fields), 'FIXED', context)],
  ['NOT_FIXED', (fields, context) => sayTicketOutcome(byCode(fields), 'NOT_FIXED', context)],
  ['ERASE', (fields, context) => eraseWords(byCode(fields).code, context)],
]);

const isNotFound = (error: unknown): boolean =>
  error instanceof ExpectedError && error.extensions['code'] === 'NOT_FOUND';

/** Bound to the region that the code names; to none where it names none. */
const inRegionOf = async <Result>(code: string, context: Context, work: () => Promise<Result>): Promise<Result> =>
  withTenant((await tenantOfCode(code, context)) ?? '', work);

/** All that the page of a receipt shows of it; runs bound to its tenant. */
const readStanding = async (
  receipt: Receipt,
  context: Context,
): Promise<Pick<ReceiptPage, 'receipt' | 'place' | 'ticket' | 'entries' | 'kept'>> => {
  const { tenantId, serviceId, id } = receipt;
  const { name, unit } = await context.db.prisma.service.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: serviceId } },
    select: { name: true, unit: { select: { name: true } } },
  });
  const tenant = await context.tenants.byId(tenantId);
  if (tenant === undefined) throw new Error(`The tenant ${tenantId} is gone.`);
  const ticket = (await readTicket(context, id, 'AS_WRITTEN')) ?? null;
  return {
    receipt,
    place: {
      service: name,
      unit: unit.name,
      tenant: tenant.name,
      timeZone: tenant.timeZone,
      sampleData: tenant.sampleData,
    },
    ticket,
    entries: ticket === null ? [] : await readPublicEntries(context, ticket),
    kept: await readWords(context, receipt),
  };
};

/** One request, and the pages that answer it. */
interface Visit {
  readonly exchange: Exchange;
  readonly context: Context;
  readonly words: ReceiptPageWords;
  /** Asks for a code. */
  readonly ask: (status: number, typed: string, mistake: string | null, waiting?: AskingPage['waiting']) => void;
  /** Shows the receipt with a code that exists. */
  readonly show: (status: number, code: string, more: Pick<ReceiptPage, 'written' | 'outcome'>) => Promise<void>;
}

const visitOf = (exchange: Exchange, context: Context): Visit => {
  const { request, url } = exchange;
  const language = pageLanguage(url.searchParams.get('lang'));
  const words = receiptPageWords(language.lang);
  const frame: ReceiptFrame = {
    language,
    words,
    action: receiptPath(url),
    address: request.method === 'POST' ? null : url,
  };
  return {
    exchange,
    context,
    words,
    ask: (status, typed, mistake, waiting = []) =>
      sendPage(exchange, status, String(askingPage({ ...frame, typed, mistake, waiting })), PAGE_POLICY, HEADERS),
    show: async (status, code, more) => {
      const standing = await inRegionOf(code, context, async () =>
        readStanding(await findReceipt(code, context), context),
      );
      const page = receiptStandingPage({ ...frame, ...standing, ...more, newKey: randomKey });
      sendPage(exchange, status, String(page), PAGE_POLICY, HEADERS);
    },
  };
};

/** Answers an address: of a receipt while it holds, else of the question for a code. */
const look = async ({ exchange, context, words, ask, show }: Visit): Promise<void> => {
  const [, , sealed = ''] = exchange.url.pathname.split('/');
  if (sealed === '') return ask(200, '', null);
  const pass = await openPass(sealed, context);
  if (pass === undefined) return ask(410, '', words.expired);
  try {
    await show(200, pass.code, { written: null, outcome: pass.done ? 'sent' : null });
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error;
    ask(429, pass.code, words.tooMany(error.retryAfterSeconds));
  }
};

/** Shows what was not done and why, with what was written. */
const showRefusal = async (refusal: Refusal, fields: URLSearchParams, { show }: Visit): Promise<void> => {
  const { code, key } = byCode(fields);
  const isWrong = refusal.outcome === 'invalid';
  const other = isWrong ? refusal.issues.find(({ path }) => path !== 'text') : undefined;
  // Every other field is ours.
  if (other !== undefined) throw new HttpFailure(400, other.message);
  const written = fields.get('move') === 'ADD' ? { text: textOf(fields), key, isWrong } : null;
  await show(isWrong ? 400 : 409, code, { written, outcome: isWrong ? null : 'notNow' });
};

/** Does what a form asks for, then leads to where the receipt stands. */
const act = async (visit: Visit): Promise<void> => {
  const { exchange, context, words, ask } = visit;
  const fields = await readFormBody(exchange.request, MAX_BODY);
  const { code: typed } = byCode(fields);
  const name = fields.get('move') ?? LOOK;
  const deed = DEEDS.get(name);
  if (deed === undefined) throw new HttpFailure(400, `move: expected one of ${[...DEEDS.keys()].join(', ')}.`);
  if (readReceiptCode(typed) === undefined) return ask(400, typed, words.mistyped);
  try {
    const { code } = await inRegionOf(typed, context, () => deed(fields, context));
    const pass = await sealPass({ code, done: name !== LOOK }, context);
    send(exchange, 303, { ...HEADERS, Location: receiptPath(exchange.url, pass) }, '');
  } catch (error) {
    if (error instanceof TooManyTries) {
      const waiting = [...fields].filter(([field]) => field !== 'code');
      return ask(429, typed, words.tooMany(error.retryAfterSeconds), waiting);
    }
    if (isNotFound(error)) return ask(404, typed, words.unknown);
    if (!(error instanceof Refused)) throw error;
    await showRefusal(error.refusal, fields, visit);
  }
};

/**
 * Serves `/tanda-terima`: what became of a feedback, and all that its citizen can do with it, for browsers without JavaScript. The
 * code is a key, so it travels in bodies only; what was sent is answered with a redirect to an address that holds for half an
 * hour and says nothing to anybody else.
 */
export const createPlainReceipt =
  (contextFor: (exchange: Exchange) => Context) =>
  (exchange: Exchange): Promise<void> => {
    const visit = visitOf(exchange, contextFor(exchange));
    return exchange.request.method === 'POST' ? act(visit) : look(visit);
  };
