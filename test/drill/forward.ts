import { type Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

/** An answer of the gateway, whole: what it tells of is committed. */
export interface Answer {
  /** The body that was asked with. */
  readonly asked: string;
  readonly status: number;
  readonly body: string;
}

const textOf = async (stream: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/**
 * Asks a gateway what somebody has asked, and waits for the whole answer; fails when the connection does.
 *
 * @param target the gateway's address; `further` headers are sent along; `delivered` is called when all of it has left.
 * @returns the answer, and the headers to hand it on with.
 */
export const forward = async (
  asked: IncomingMessage,
  target: string,
  agent: Agent,
  further: OutgoingHttpHeaders = {},
  delivered: () => void = () => undefined,
): Promise<Answer & { readonly headers: OutgoingHttpHeaders }> => {
  const body = await textOf(asked);
  const { accept = '', 'content-type': type = '' } = asked.headers;
  const headers = { accept, 'content-type': type, 'content-length': Buffer.byteLength(body), ...further };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${target}${asked.url}`, { method: asked.method ?? 'GET', headers, agent })
      .once('response', resolve)
      .once('error', reject)
      .once('finish', delivered)
      .end(body);
  });
  const said = await textOf(answer);
  const retryAfter = answer.headers['retry-after'];
  return {
    asked: body,
    status: answer.statusCode ?? 502,
    body: said,
    headers: {
      'content-type': answer.headers['content-type'] ?? 'text/plain',
      'content-length': Buffer.byteLength(said),
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    },
  };
};
