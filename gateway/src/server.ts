import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { printSchema } from 'graphql';
import type { Client } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { apiClientKeyIn } from './access/api-client-key.ts';
import { loadConsoleProviders } from './access/console-providers.ts';
import { type Counters, countersInMemory } from './access/counters.ts';
import { createIdentifyApiClient } from './access/identify-api-client.ts';
import { createIdentifyViewer } from './access/identify-viewer.ts';
import { createOutboundAddresses, type Resolve } from './access/outbound-address.ts';
import { createQueryBudget } from './access/query-budget.ts';
import { createRecordTokenRefused } from './access/record-token-refused.ts';
import { createReceiptLimit, createSubmitLimit, createVisitCodeLimit } from './access/submit-limit.ts';
import type { Companions } from './companions.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { isOverload } from './database/failures.ts';
import type { Database } from './database/open-database.ts';
import { withTenant } from './database/tenant-scope.ts';
import { addTranslations } from './feedback/add-translations.ts';
import { createBuilderPage } from './http/builder-page.ts';
import { createConsolePage } from './http/console-page.ts';
import { createCorrections } from './http/corrections.ts';
import { createDemoOfficers } from './http/demo-officers.ts';
import { createDemoPortal } from './http/demo-portal.ts';
import { createDemoSite } from './http/demo-site.ts';
import {
  createClientAddress,
  createIsHandedOn,
  type Exchange,
  HttpFailure,
  secondsToWait,
  send,
  sendText,
  TakenExchange,
} from './http/exchange.ts';
import { createExplorer } from './http/explorer.ts';
import { createFewAtOnce } from './http/few-at-once.ts';
import { createForum } from './http/forum.ts';
import { behind, behindUnlessSent, createGate } from './http/gate.ts';
import { createGraphqlAnswers } from './http/graphql-answers.ts';
import { loadTrustedDocuments } from './http/graphql-documents.ts';
import { createGraphqlRoute } from './http/graphql-route.ts';
import { sendHome } from './http/home.ts';
import { createLive } from './http/live.ts';
import { createLlmsText } from './http/llms-text.ts';
import { createMetrics } from './http/metrics.ts';
import { createOpenData } from './http/open-data.ts';
import { createPlainForm } from './http/plain-form.ts';
import { createPlainReceipt } from './http/plain-receipt.ts';
import { createReference } from './http/reference.ts';
import { createResponseCache } from './http/response-cache.ts';
import { createSubgraph } from './http/subgraph.ts';
import { printSubgraph } from './http/subgraph-sdl.ts';
import { createTvPage } from './http/tv-page.ts';
import { textWhenAsked, whenAsked } from './http/when-asked.ts';
import { createWidgetCatalogue } from './http/widget-catalogue.ts';
import { createWidgetFiles } from './http/widget-files.ts';
import { openWidgetVersions } from './http/widget-versions.ts';
import { createAlarmWatch } from './jobs/alarm-watch.ts';
import { createAuditSealer } from './jobs/audit-sealer.ts';
import { createDailyJobs } from './jobs/daily-jobs.ts';
import { doWorkOfDay } from './jobs/do-work-of-day.ts';
import { createReplicaWatch } from './jobs/replica-watch.ts';
import { ONCE_A_MINUTE, takeTurns } from './jobs/rounds.ts';
import { createWebhookCourier } from './jobs/webhook-courier.ts';
import { closeDuePeriods } from './leaderboard/close-due-periods.ts';
import { keepFiguresRunning } from './leaderboard/keep-figures-running.ts';
import { schema } from './schema.ts';
import { onChange } from './tenant/public-changes.ts';
import { openTenantDirectory } from './tenant/tenant-directory.ts';
import { tracedRequest } from './tracing.ts';

/** What is told of each request: nothing of the person, no address, and of the path the route alone. */
export interface RequestLine {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What a gateway is made of; tests and the bench replace single parts. */
export interface ServerOptions {
  readonly config: Config;
  readonly database: Database;
  /** Servers beside the database; none by default. */
  readonly companions?: Pick<Companions, 'replica' | 'counters'>;
  /** The clock; decides periods and everything else that depends on time. */
  readonly now?: () => Date;
  /** Whole public answers are kept in memory; true by default. */
  readonly responseCache?: boolean;
  /** Submits per network and service are limited, and wrong receipt codes per network; in production only, by default. */
  readonly limitSubmits?: boolean;
  /** Ad-hoc documents cost points of a budget, of the network or of the API client; true by default. */
  readonly limitQueries?: boolean;
  /** Finds the addresses of names that webhooks go to; the resolver of the machine by default. */
  readonly resolveName?: Resolve;
  /** Work that comes back every few seconds begins by itself; true by default. Without it, `tick` does it. */
  readonly rounds?: boolean;
  /** Told about every fault that was masked. */
  readonly logError?: (error: unknown, id: string) => void;
  /** Told about every request once it is over. */
  readonly logRequest?: (line: RequestLine) => void;
}

/** A gateway. */
export interface KinerjaServer {
  /** Opens the public listener (and the one for metrics); the address it listens on. */
  readonly listen: () => Promise<string>;
  /**
   * Closes periods whose time has come, does the work of the day, lets running figures catch up, raises alarms, chains the
   * audit trail and delivers webhooks; by itself every few seconds.
   */
  readonly tick: () => Promise<void>;
  /** Stops accepting, answers what is under way, and closes; the database stays open. */
  readonly close: (options?: { readonly announceMs?: number }) => Promise<void>;
}

/**
 * Requests that are worked on at once, besides those that are answered from memory. More would only wait for a connection; so
 * many let submits of a moment be stored together.
 */
const AT_ONCE = 64;
const CROWDED =
  'Layanan sedang sangat ramai. Tidak ada yang hilang: kembali ke halaman sebelumnya dan coba lagi sebentar lagi.';

const TICK_MS = 10_000;
const DRAIN_MS = 10_000;
/** A probe that was answered this recently need not be asked again. */
const READY_FOR_MS = 1000;

/** As nginx writes it down; nobody was there any more to be told a status. */
const CLIENT_LEFT = 499;

/** Its answers last for as long as somebody listens. */
const LIVE = 'live';

const PAGES_METHODS = new Set(['GET', 'HEAD', 'POST']);

type Limits = Pick<Context, 'submitLimit' | 'guessLimit' | 'visitCodeLimit'>;

const NO_LIMITS: Limits = { submitLimit: null, guessLimit: null, visitCodeLimit: null };

/** @param held is told of everybody whom the limit of that name held back. */
const createLimits = (counters: Counters, held: (limit: string) => () => void): Limits => ({
  submitLimit: createSubmitLimit(counters, held('submit')),
  guessLimit: createReceiptLimit(counters, held('receipt_code')),
  visitCodeLimit: createVisitCodeLimit(counters, held('visit_code')),
});

export const createServer = async (options: ServerOptions): Promise<KinerjaServer> => {
  const { config, database } = options;
  const { replica = null, counters: sharedCounters = null } = options.companions ?? {};
  const now = options.now ?? (() => new Date());
  const metrics =
    config.metricsPort === undefined
      ? null
      : createMetrics(config.metricsPort, {
          pool: database.pool,
          dataDir: config.databaseUrl === undefined ? config.dataDir : null,
          replica,
          sharedCounters,
        });
  const logError: NonNullable<ServerOptions['logError']> = (error, id) => {
    metrics?.failed();
    options.logError?.(error, id);
  };
  const report = (error: unknown) => logError(error, timeOrderedId());
  const tenants = await openTenantDirectory(database.directory);
  for (const { tenantId } of tenants.all()) await withTenant(tenantId, () => addTranslations(database.pool, now()));
  const running = keepFiguresRunning(database.pool, tenants, now, (error) => {
    // Others are at the same figures, another gateway perhaps: the next look catches up.
    if (!isOverload(error)) report(error);
  });
  const dailyJobs = createDailyJobs(
    { directory: database.directory, tenants, now },
    ({ timeZone }) => doWorkOfDay(database.pool, { zone: timeZone, now: now() }),
    report,
  );
  const alarms = createAlarmWatch({ pool: database.pool, tenants, now }, report);
  const sealer = createAuditSealer({ pool: database.pool, directory: database.directory, tenants }, report);
  const outbound = createOutboundAddresses({
    loopback: config.webhookLoopback,
    ...(options.resolveName !== undefined && { resolve: options.resolveName }),
  });
  const following = replica === null ? [] : [createReplicaWatch(replica)];
  const courier = createWebhookCourier(
    { pool: database.pool, directory: database.directory, addresses: outbound, now },
    report,
  );
  const allRounds = [alarms, sealer, courier, ...following];
  const cache = (options.responseCache ?? true) ? createResponseCache(() => now().getTime()) : null;
  const isLimited = options.limitSubmits ?? config.mode === 'production';
  const held = (limit: string) => () => metrics?.held(limit);
  const counters = sharedCounters ?? countersInMemory;
  const limits = isLimited ? createLimits(counters, held) : NO_LIMITS;
  const addressOf = createClientAddress(config.trustedProxies);
  const live = createLive({ tenants, held: held(LIVE) });
  const widgets = openWidgetVersions();
  const documents = loadTrustedDocuments();
  const widgetFiles = createWidgetFiles(widgets);
  const gate = createGate({
    atOnce: AT_ONCE,
    sentence: CROWDED,
    onSentAway: (rank) => metrics?.sentAway(rank),
  });
  const graphql = await createGraphqlRoute({
    schema,
    documents,
    gate,
    introspection: config.mode === 'demo',
    charge: (options.limitQueries ?? true) ? createQueryBudget(counters, held('query')) : null,
    cache,
    logError,
    replica,
  });
  // The router of a province asks for everybody from one address.
  const subgraphAnswers = config.subgraph
    ? await createGraphqlAnswers({ schema, introspection: false, charge: null, logError })
    : null;

  const contextFor = ({ request, address }: Exchange, channel: Context['caller']['channel']): Context => ({
    db: database,
    tenants,
    now,
    caller: { address, origin: request.headers.origin ?? null, channel },
    viewer: null,
    client: null,
    outbound,
    ratingStored: (...of) => {
      metrics?.stored();
      return running.ratingStored(...of);
    },
    ...limits,
  });
  const recordTokenRefused = createRecordTokenRefused(database.pool);
  const identifyViewer = createIdentifyViewer({ db: database, tenants, now }, recordTokenRefused);
  const identifyApiClient = createIdentifyApiClient({ db: database, tenants, now }, recordTokenRefused);
  const apiContextFor = async (exchange: Exchange): Promise<Context> => {
    const { authorization } = exchange.request.headers;
    const context = contextFor(exchange, 'API');
    if (authorization === undefined) return context;
    const key = apiClientKeyIn(authorization);
    return key === undefined
      ? { ...context, viewer: await identifyViewer(authorization) }
      : { ...context, client: await identifyApiClient(key) };
  };
  const plainForm = createPlainForm((exchange) => contextFor(exchange, 'FORM'));
  const plainReceipt = createPlainReceipt((exchange) => contextFor(exchange, 'FORM'));
  const forum = createForum((exchange) => contextFor(exchange, 'FORM'));
  const printing = { db: database, tenants, now, publicUrl: config.publicUrl };
  const posters = whenAsked(async () => (await import('./http/poster.ts')).createPosters(printing));
  const skmReports = whenAsked(async () => (await import('./http/skm-report.ts')).createSkmReports(printing));
  const demoPortal = createDemoPortal({
    db: database,
    tenants,
    now,
    widgetVersion: widgets.current,
    publicUrl: config.publicUrl,
  });
  const demoSite = createDemoSite({
    db: database,
    tenants,
    widgetVersion: widgets.current,
    publicUrl: config.publicUrl,
    now,
  });

  const readSdl = textWhenAsked(() => printSchema(schema));
  const readSubgraphSdl = textWhenAsked(() => printSubgraph(schema));
  const sendSchema = (read: () => string) => (exchange: Exchange) =>
    send(exchange, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Access-Control-Allow-Origin': '*' }, read());
  const explorer = createExplorer({ db: database, tenants });
  const twoAtOnce = createFewAtOnce();
  const fewAtOnce = (respond: (exchange: Exchange) => void | Promise<void>) =>
    twoAtOnce(behind(gate, 'report')(respond));

  let isStopping = false;
  let readyUntil = 0;
  const ready = async (exchange: Exchange) => {
    if (!isStopping && Date.now() >= readyUntil) {
      await database.directory.query({ name: 'readiness', text: 'update readiness_probe set at = now() where id = 1' });
      readyUntil = Date.now() + READY_FOR_MS;
    }
    if (isStopping) sendText(exchange, 503, 'stopping');
    else sendText(exchange, 200, 'ready', { 'Cache-Control': 'no-store' });
  };

  const routes: readonly (readonly [RegExp, string, (exchange: Exchange) => void | Promise<void>])[] = [
    [
      /^\/graphql$/,
      'graphql',
      (exchange) => {
        const { request, path } = exchange;
        const isBrowser =
          request.method === 'GET' && request.url === path && (request.headers.accept ?? '').includes('text/html');
        if (isBrowser && config.mode === 'demo') return explorer(exchange);
        return graphql.respond(exchange, () => apiContextFor(exchange));
      },
    ],
    [/^\/healthz$/, 'healthz', (exchange) => sendText(exchange, 200, 'ok', { 'Cache-Control': 'no-store' })],
    [
      /^\/readyz$/,
      'readyz',
      (exchange) => ready(exchange).catch(() => sendText(exchange, 503, 'the database does not take writes')),
    ],
    [/^\/widgets\/versions\.json$/, 'widgets', createWidgetCatalogue(widgets, documents)],
    [/^\/widgets\//, 'widgets', (exchange) => widgetFiles(exchange)],
    [/^\/live$/, LIVE, live.respond],
    [/^\/tv\//, 'tv', createTvPage({ db: database, tenants, now, widgetVersion: widgets.current })],
    [/^\/builder$/, 'builder', createBuilderPage({ widgetVersion: widgets.current, publicUrl: config.publicUrl })],
    [
      /^\/konsol$/,
      'console',
      createConsolePage({
        widgetVersion: widgets.current,
        providers: () => loadConsoleProviders(database.directory),
        officers: config.mode === 'demo' ? createDemoOfficers({ db: database, tenants, now }) : null,
      }),
    ],
    [/^\/(?:form|nilai)\//, 'form', behindUnlessSent(gate, 'submit')(plainForm)],
    [/^\/tanda-terima(?:\/|$)/, 'receipt', behindUnlessSent(gate, 'staff')(plainReceipt)],
    [/^\/forum\//, 'forum', behindUnlessSent(gate, 'staff')(forum)],
    [/^\/poster\//, 'poster', fewAtOnce(posters)],
    [/^\/laporan\//, 'report', fewAtOnce(skmReports)],
    [/^\/data\//, 'open-data', fewAtOnce(createOpenData({ db: database, tenants, now }))],
    [/^\/koreksi\//, 'corrections', fewAtOnce(createCorrections({ db: database, tenants }))],
    [/^\/docs(?:\/\w+)?$/, 'docs', createReference(schema)],
    [/^\/llms\.txt$/, 'docs', createLlmsText({ tenants, mode: config.mode, release: widgets.latest })],
    [/^\/schema\.graphql$/, 'schema', sendSchema(readSdl)],
    [/^\/subgraph\.graphql$/, 'schema', sendSchema(readSubgraphSdl)],
    ...(subgraphAnswers === null
      ? []
      : ([
          [
            /^\/subgraph$/,
            'subgraph',
            createSubgraph({
              sdl: readSubgraphSdl(),
              answers: subgraphAnswers,
              contextFor: (exchange) => contextFor(exchange, 'API'),
            }),
          ],
        ] as const)),
    ...(config.mode === 'demo'
      ? ([
          [/^\/demo\/(pemda-site|kiosk|playground)\//, 'demo', demoSite],
          [/^\/demo\/simpeg-portal\//, 'demo', demoPortal],
        ] as const)
      : []),
    [/^\/$/, 'home', (exchange) => sendHome(exchange, config.mode, widgets.latest)],
  ];

  const sendFailure = (exchange: Pick<Exchange, 'request' | 'response'>, error: unknown) => {
    if (exchange.response.headersSent) exchange.response.destroy();
    else if (error instanceof HttpFailure) sendText(exchange, error.status, error.message, error.headers);
    else if (isOverload(error))
      sendText(exchange, 503, 'The service is busy; please try again shortly.', { 'Retry-After': secondsToWait() });
    else {
      const id = timeOrderedId();
      logError(error, id);
      sendText(exchange, 500, `Something went wrong on our side; nothing was lost. Please try again. (${id})`);
    }
  };

  // Whoever named a trace and asked for it to be kept could have everything traced: a proxy alone is believed.
  const isHandedOn = createIsHandedOn(config.trustedProxies);
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    tracedRequest(
      () => (isHandedOn(request) ? request.headers : {}),
      request.method ?? '',
      (traced) => answer(request, response, traced),
    );

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    traced: (route: string, status: number) => void,
  ) => {
    const startedAt = performance.now();
    let route = 'other';
    const answered = metrics?.begin();
    const isOver = (status: number) => {
      const milliseconds = performance.now() - startedAt;
      traced(route, status);
      answered?.(route, status, milliseconds / 1000);
      options.logRequest?.({ route, method: request.method ?? '', status, milliseconds: Math.round(milliseconds) });
    };
    const whenClosed = () => isOver(response.writableFinished ? response.statusCode : CLIENT_LEFT);
    response.once('close', whenClosed);
    try {
      const exchange = new TakenExchange(request, response, addressOf);
      const [, name, respond] = routes.find(([path]) => path.test(exchange.path)) ?? [];
      if (respond === undefined || name === undefined) throw new HttpFailure(404, 'Nothing is here; see /.');
      route = name;
      if (name !== 'graphql' && !PAGES_METHODS.has(request.method ?? ''))
        throw new HttpFailure(405, 'Expected GET.', { Allow: 'GET, HEAD' });
      await respond(exchange);
      if (route === LIVE && response.headersSent) {
        // How long somebody listens afterwards is not how long he was made to wait.
        response.off('close', whenClosed);
        isOver(response.statusCode);
      }
    } catch (error) {
      sendFailure({ request, response }, error);
    }
  };

  const http = createHttpServer(
    { keepAliveTimeout: 65_000, headersTimeout: 10_000, requestTimeout: 10_000 },
    (request, response) => {
      void handle(request, response);
    },
  );

  let listening: Promise<Client> | undefined;
  const stopListening = () => {
    listening = undefined;
  };
  const listenForChanges = async () => {
    const client = await database.connectListener();
    client.on('error', report);
    client.once('end', stopListening);
    await onChange(client, ({ tenantId, isStep }) => {
      replica?.noteChange(tenantId);
      if (isStep) cache?.outdate(tenantId);
      else cache?.forget(tenantId);
      live.changed(tenantId);
    });
    // News that came while nobody listened is lost.
    replica?.noteMissedChanges();
    cache?.outdateAll();
    live.allChanged();
    return client;
  };

  const nextTurn = takeTurns(tenants.all, ONCE_A_MINUTE);
  const work = async () => {
    if (isStopping) return;
    listening ??= listenForChanges();
    await listening.catch((error: unknown) => {
      stopListening();
      throw error;
    });
    await tenants.reload();
    const regions = nextTurn();
    for (const { tenantId, timeZone } of regions)
      await withTenant(tenantId, () => closeDuePeriods(database.pool, { tenantId, zone: timeZone, now: now() })).catch(
        report,
      );
    await dailyJobs.run().catch(report);
    await running.sweep(regions);
  };

  /** The last work that was begun; the next waits for it, and so does the end. */
  let working: Promise<void> = Promise.resolve();
  const tick = () => {
    working = working.catch(() => undefined).then(work);
    return working;
  };

  let timer: NodeJS.Timeout | undefined;

  const bind = () =>
    new Promise<string>((resolve, reject) => {
      http.once('error', reject);
      http.listen(config.port, config.host, () => {
        const { address, port, family } = http.address() as AddressInfo;
        resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${port}`);
      });
    });

  const close: KinerjaServer['close'] = async ({ announceMs = 0 } = {}) => {
    isStopping = true;
    clearInterval(timer);
    // Time for a load balancer to notice that we are no longer ready.
    if (announceMs > 0) await sleep(announceMs);
    live.close();
    const closed = new Promise<void>((resolve) => {
      http.close(() => resolve());
    });
    http.closeIdleConnections();
    await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })]);
    http.closeAllConnections();
    dailyJobs.stop();
    for (const rounds of allRounds) await rounds.stop();
    await running.stop();
    await working.catch(() => undefined);
    await graphql.stop();
    await subgraphAnswers?.stop();
    await metrics?.close();
    await (await listening)?.end();
  };

  return {
    listen: async () => {
      try {
        await tick();
        if (options.rounds ?? true) {
          timer = setInterval(() => void tick().catch(report), TICK_MS);
          for (const rounds of allRounds) rounds.start();
        }
        await metrics?.listen();
        return await bind();
      } catch (error) {
        await close();
        throw error;
      }
    },
    tick: async () => {
      await tick();
      for (const rounds of allRounds) await rounds.run();
    },
    close,
  };
};
