import { type ClientRequest, type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { Webhook } from 'standardwebhooks';
import { AddressNotAllowed, type OutboundAddresses } from '../access/outbound-address.ts';
import { problemOfStatus, type WebhookProblem } from '../domain/webhook.ts';

/** What is sent to whom. */
export interface Message {
  readonly url: string;
  /** The same for all tries. */
  readonly id: string;
  readonly body: string;
  /** All that are good now. */
  readonly secrets: readonly string[];
}

/** What became of one try. */
export interface Answer {
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Null when the message was taken. */
  readonly problem: WebhookProblem | null;
  /** How long the receiver asks us to wait. */
  readonly retryAfterMs: number | undefined;
}

const TIMEOUT_MS = 15_000;
/** An answer is read to its end, so that the receiver can close in peace; a longer one is cut off. */
const MOST_BYTES = 65_536;

const headersOf = ({ id, body, secrets }: Message, at: Date) => ({
  'Content-Type': 'application/json',
  'Content-Length': Buffer.byteLength(body),
  'User-Agent': 'Kinerja-Webhooks',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
});

/** Seconds, or a moment by the receiver's clock (RFC 9110, section 10.2.3). */
const retryAfterOf = (value: string | undefined, now: Date): number | undefined => {
  if (value === undefined) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(wait) ? undefined : wait;
};

const UNKNOWN_NAMES: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'];

const problemOf = (error: NodeJS.ErrnoException): WebhookProblem => {
  const { code = '', name } = error;
  if (error instanceof AddressNotAllowed) return 'NOT_ALLOWED';
  if (name === 'AbortError' || name === 'TimeoutError') return 'TOO_SLOW';
  if (UNKNOWN_NAMES.includes(code)) return 'NAME_UNKNOWN';
  return /CERT|SSL|TLS|SELF_SIGNED|ISSUER/.test(code) ? 'NOT_TRUSTED' : 'NOT_REACHED';
};

const headOf = (request: ClientRequest, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });

/** Reads what follows an answer and forgets it. */
const drain = async (response: IncomingMessage): Promise<void> => {
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) return;
  }
};

/**
 * Sends a message once, over a connection of its own, so that the name is resolved and judged for each.
 *
 * @param stop ends it before its time. @throws when it was stopped: whether the message came is not known.
 */
export const postMessage = async (
  message: Message,
  { addresses, now, stop }: { readonly addresses: OutboundAddresses; readonly now: Date; readonly stop: AbortSignal },
): Promise<Answer> => {
  stop.throwIfAborted();
  const url = new URL(message.url);
  if (addresses.expectedOf(url) !== undefined) return { status: null, problem: 'NOT_ALLOWED', retryAfterMs: undefined };
  const request = (url.protocol === 'https:' ? requestByHttps : requestByHttp)(url, {
    method: 'POST',
    headers: headersOf(message, now),
    lookup: addresses.lookup,
    agent: false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const cancel = () => request.destroy(new Error('Stopped.'));
  stop.addEventListener('abort', cancel, { once: true });
  try {
    const response = await headOf(request, message.body);
    const { statusCode: status = 0, headers } = response;
    await drain(response).catch(() => undefined);
    return { status, problem: problemOfStatus(status), retryAfterMs: retryAfterOf(headers['retry-after'], now) };
  } catch (error) {
    stop.throwIfAborted();
    return { status: null, problem: problemOf(error as NodeJS.ErrnoException), retryAfterMs: undefined };
  } finally {
    stop.removeEventListener('abort', cancel);
    request.destroy();
  }
};
