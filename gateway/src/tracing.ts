import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('kinerja');
let isOn = false;

/** Whether anything is traced: what is not costs nothing. */
export const isTracing = (): boolean => isOn;

/** What is told of something while it is traced: nothing of the person, no address, no values. */
interface Traced {
  readonly name: string;
  readonly kind?: SpanKind;
  /** Asked for only while somebody listens. */
  readonly attributes: () => Attributes;
}

/**
 * Sends traces by OTLP over HTTP to a collector, for as long as the process runs; without it, nothing is traced. How many, and under
 * which name, is said by OpenTelemetry's own variables (`OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME`).
 *
 * @returns what sends the last of them.
 */
export const startTracing = async (collector: string): Promise<() => Promise<void>> => {
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, { BatchSpanProcessor, NodeTracerProvider }] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-node'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'kinerja' }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${collector.replace(/\/$/, '')}/v1/traces` })),
    ],
  });
  provider.register();
  isOn = true;
  // What cannot be sent any more must not keep the gateway from ending.
  return () => provider.shutdown().catch(() => undefined);
};

const fail = (span: Span, error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  // Messages of the database may quote what somebody wrote; its codes do not.
  span.setStatus({ code: SpanStatusCode.ERROR, ...(code !== undefined && { message: code }) });
};

/** Does something as a part of the request that is traced now; what is done for none, as in rounds, is not traced. */
export const traced = async <Result>(
  { name, kind = SpanKind.INTERNAL, attributes }: Traced,
  work: () => Promise<Result>,
): Promise<Result> => {
  // The sampler may have left the request out.
  if (!isOn || trace.getActiveSpan()?.isRecording() !== true) return work();
  const span = tracer.startSpan(name, { kind, attributes: attributes() });
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
};

/**
 * Answers a request as a part of a trace.
 *
 * @param caller headers that name the trace; without such, it begins one.
 */
export const tracedRequest = (
  caller: () => Readonly<Record<string, string | string[] | undefined>>,
  method: string,
  work: (answered: (route: string, status: number) => void) => Promise<void>,
): Promise<void> => {
  if (!isOn) return work(() => undefined);
  const span = tracer.startSpan(method, { kind: SpanKind.SERVER }, propagation.extract(context.active(), caller()));
  if (!span.isRecording()) return work(() => undefined);
  const answered = (route: string, status: number) => {
    span.updateName(`${method} ${route}`);
    span.setAttributes({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
  return context.with(trace.setSpan(context.active(), span), () => work(answered));
};
