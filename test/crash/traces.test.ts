import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UnitIndexOperation } from '@kinerja/schema/operations';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openStage } from '../drill/stage.ts';
import { rating, SUBMIT } from '../support/submit.ts';

/* What a collector of OpenTelemetry is sent: each request, its operation, its statements; nothing of the person. */

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Sent {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

let everything = '';
const spans: Span[] = [];
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    everything += text;
    const { resourceSpans } = JSON.parse(text) as Sent;
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
});
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
afterAll(() => collector.close());

const stage = await openStage();
afterAll(stage.close);
const COLLECTOR = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
const gateway = await stage.startAnother({ OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR, TRUSTED_PROXIES: '127.0.0.1' });

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const QUESTION = '5bf92f3577b34da6a3ce929d0e0e4736';
const STRANGER = '6bf92f3577b34da6a3ce929d0e0e4736';
const COMMENT = 'Antreannya panjang sekali';
const input = rating(stage.services[0] ?? '', { comment: COMMENT });
const [unit = ''] = stage.tenant.unitNames;

const childrenOf = ({ spanId }: Span) => spans.filter(({ parentSpanId }) => parentSpanId === spanId);
const found = (name: string | RegExp, traceId = TRACE): Promise<Span> =>
  vi.waitFor(
    () => {
      const span = spans.find((one) => one.traceId === traceId && one.name.match(name) !== null);
      if (span === undefined) throw new Error(`No span ${name} among ${spans.map((one) => one.name)}.`);
      return span;
    },
    { timeout: 20_000, interval: 200 },
  );

await fetch(`${gateway.address}/graphql`, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    'X-Forwarded-For': '203.0.113.77',
    traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
  },
  body: JSON.stringify({ query: SUBMIT, variables: { input } }),
}).then(async (response) => expect(await response.text()).toContain('SubmitFeedbackSuccess'));

describe('a rating', () => {
  test('is a part of the trace that the caller began', async () => {
    const request = await found(/^POST graphql$/);
    expect(request.parentSpanId).toBe('00f067aa0ba902b7');
    expect(request.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 200 } });
  });

  test('is traced through its operation to each of its statements', async () => {
    const request = await found(/^POST graphql$/);
    const [operation] = childrenOf(request).filter(({ name }) => name.startsWith('mutation'));
    expect(operation).toBeDefined();
    await found('store_feedback');
    const statements = childrenOf(operation as Span).map(({ name }) => name);
    expect(statements).toContain('store_feedback');
    expect(statements.length).toBeGreaterThan(2);
  });

  test('shows the text of a statement and none of its values: no words, no address, no key', async () => {
    const statement = await found('store_feedback');
    const text = statement.attributes.find(({ key }) => key === 'db.query.text')?.value['stringValue'];
    expect(text).toContain('$1');
    for (const secret of [COMMENT, '203.0.113', input.submissionKey, stage.tenant.uuid])
      expect(everything.includes(secret), secret).toBe(false);
  });
});

test('a public question is told by the name of its operation, without what was asked', async () => {
  const search = new URLSearchParams({
    documentId: UnitIndexOperation.id,
    variables: JSON.stringify({ unit: stage.tenant.unit(unit).id }),
  });
  await fetch(`${gateway.address}/graphql?${search}`, {
    headers: { traceparent: `00-${QUESTION}-00f067aa0ba902b7-01` },
  });
  expect((await found('query UnitIndex', QUESTION)).traceId).toBe(QUESTION);
  expect(everything.includes(stage.tenant.unit(unit).id)).toBe(false);
});

test('a trace that a stranger names is not joined, nor kept because he says so', async () => {
  const direct = await stage.startAnother({ OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR });
  await fetch(`${direct.address}/llms.txt`, { headers: { traceparent: `00-${STRANGER}-00f067aa0ba902b7-01` } });
  await vi.waitFor(() => expect(spans.map(({ name }) => name)).toContain('GET docs'), {
    timeout: 20_000,
    interval: 200,
  });
  expect(spans.filter(({ traceId }) => traceId === STRANGER)).toEqual([]);
  expect(spans.find(({ name }) => name === 'GET docs')?.parentSpanId).toBeUndefined();
});

test('what the gateway does by itself, every second, is not told', async () => {
  await found('query UnitIndex', QUESTION);
  expect(
    spans.filter(({ parentSpanId, name }) => parentSpanId === undefined && !/^GET (readyz|graphql|docs)$/.test(name)),
  ).toEqual([]);
});
