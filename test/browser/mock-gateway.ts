import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Period, periodTitle } from '@kinerja/gateway/domain/period';
import { RatingFormOperation } from '@kinerja/schema/operations';
import { buildSchema, graphql } from 'graphql';
import { board } from './board.ts';
import { questionnaire } from './questionnaire.ts';
import { serviceTimes, serviceTimesChange } from './service-times.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { unitCard } from './unit-card.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

export const SERVICE = 'service_Dukcapil-KTP';
/** A code that the gateway has given. */
export const RECEIPT_CODE = '3273-7K3M-9QXT-2WZ4-H8RN';
/** As SP4N-LAPOR! promises. */
export const REPORT_KINDS = [
  { kind: 'COMPLAINT', answerWithin: 14 },
  { kind: 'ASPIRATION', answerWithin: 14 },
  { kind: 'INFORMATION_REQUEST', answerWithin: 5 },
];
const RECEIPT_TIME = '2026-09-30T04:05:00.000Z';

/** Of the files of the example pages. */
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  png: 'image/png',
};

/** A submit as it arrived. */
export interface Submit {
  readonly input: {
    readonly submissionKey: string;
    readonly answers: readonly { readonly element: string; readonly score: number }[];
    readonly comment?: string;
    readonly kind?: string;
    readonly respondent: Readonly<Record<string, string>>;
    readonly siteKey?: string;
    readonly deviceToken?: string;
    readonly place?: string;
    readonly submittedAt: string;
  };
  readonly siteKey: string | undefined;
}

/** What the gateway does with a request in place of answering it; nothing: answer it. */
export type Trouble = (response: ServerResponse, request: IncomingMessage) => void;

/** The gateway as the widgets see it, and a page on another origin that embeds them. */
export class MockGateway {
  /** Where the page is; what `page` holds is served there. */
  pageAddress = '';
  /** The gateway's own address, on another port: another origin. */
  address = '';
  page = '';
  pageHeaders: Record<string, string> = {};
  /** What was asked of the page's own origin. */
  pageRequests: string[] = [];
  sampleData = false;
  /** Answers of submits in place of the real one, as the union would hold them. */
  outcome: ((submit: Submit) => object | undefined) | undefined;
  readTrouble: Trouble | undefined;
  writeTrouble: Trouble | undefined;
  /** For the files of a version of the widgets. */
  fileTrouble: Trouble | undefined;
  /** Every submit that got as far as the gateway, in order. */
  submits: Submit[] = [];
  /** One row per submission key. */
  stored = new Map<string, Submit>();
  reads: URL[] = [];
  preflights: string[] = [];
  board: object | null = board;
  /** What the site key is worth on the page. */
  siteKeyStanding = 'ACCEPTED';
  /** A proxy takes away what lets pages of other sites read answers. */
  isUnreadable = false;
  /** The newest release, which the page may or may not load. */
  latest = '0.3.0';
  /** Whether the version that pages load is out. */
  isReleased = true;
  /** Key of the example pages. */
  siteKey = 'pk_demo';
  /** A file of the widgets that cannot be had. */
  missing: string | undefined;
  /** What is known of a unit; by default that there is none. */
  unit: object | null = null;
  /** What the region takes beside ratings. */
  reportKinds: readonly object[] = REPORT_KINDS;
  /** How long visits of a service take. */
  serviceTime: object = serviceTimes;
  /** For whoever wants to hear of changed figures. */
  liveTrouble: Trouble | undefined;
  /** Connections of those who hear of changed figures. */
  readonly listeners = new Set<ServerResponse>();
  /** The report behind the receipt code; by default the code is that of a rating. */
  desk: TicketDesk | null = null;

  private readonly servers: Server[] = [];
  private readonly schema = buildSchema(read('schema/schema.graphql'));
  private readonly documents: Record<string, string> = JSON.parse(read('schema/generated/documents.json'));
  private readonly files = new Map(
    readdirSync(`${ROOT}widgets/dist`)
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, read(`widgets/dist/${name}`)]),
  );

  async start(): Promise<void> {
    this.address = await this.listen((request, response) => void this.answer(request, response));
    this.pageAddress = await this.listen((request, response) => {
      this.pageRequests.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...this.pageHeaders });
      response.end(this.page);
    });
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await close(server);
  }

  /** Nobody answers at the gateway's address any more, until it comes back there. */
  async goDown(): Promise<void> {
    const [server] = this.servers;
    if (server) await close(server);
  }

  /** Does nothing while it is there. */
  async comeBack(): Promise<void> {
    const [server] = this.servers;
    if (server?.listening) return;
    const { port } = new URL(this.address);
    await new Promise<void>((resolve) => server?.listen(Number(port), '127.0.0.1', resolve));
  }

  /** As new, for the next test. */
  reset(): void {
    this.pageHeaders = {};
    this.pageRequests = [];
    this.sampleData = false;
    this.outcome = this.readTrouble = this.writeTrouble = this.fileTrouble = this.liveTrouble = undefined;
    this.submits = [];
    this.stored.clear();
    this.reads = [];
    this.preflights = [];
    this.board = board;
    this.siteKeyStanding = 'ACCEPTED';
    this.latest = '0.3.0';
    this.isReleased = true;
    this.isUnreadable = false;
    this.siteKey = 'pk_demo';
    this.missing = undefined;
    this.unit = null;
    this.serviceTime = serviceTimes;
    this.desk = null;
    this.reportKinds = REPORT_KINDS;
  }

  /** Tells all that listen that figures have changed. */
  tellFigures(): void {
    for (const listener of this.listeners) listener.write('event: figures\ndata: {}\n\n');
  }

  private hold(response: ServerResponse): void {
    this.listeners.add(response);
    response.once('close', () => this.listeners.delete(response));
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 100\n\n');
  }

  private async listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    const server = createServer(handle);
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.address);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    const name = /^\/widgets\/[^/]+\/(.+)$/.exec(url.pathname)?.[1] ?? '';
    const file = name === this.missing ? undefined : this.files.get(name);
    if (name && this.fileTrouble) {
      this.fileTrouble(response, request);
    } else if (file) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(file);
    } else if (/^\/widgets\/(versions|[^/]+\/integrity)\.json$/.test(url.pathname)) {
      this.sendVersions(response, url.pathname);
    } else if (url.pathname.startsWith('/demo/pemda-site/')) {
      this.sendExample(response, url.pathname.slice('/demo/'.length));
    } else if (/^\/demo\/(pemda-site|kiosk|playground)\//.test(url.pathname)) {
      this.sendExample(response, url.pathname.slice('/demo/'.length).replace(/\/$/, '/index.html'));
    } else if (url.pathname === '/live') {
      if (this.liveTrouble) this.liveTrouble(response, request);
      else this.hold(response);
    } else if (url.pathname !== '/graphql') {
      response.writeHead(404).end();
    } else if (request.method === 'OPTIONS') {
      this.preflights.push(String(request.headers['access-control-request-method']));
      response.setHeader('access-control-allow-headers', 'content-type, x-kinerja-site-key');
      response.writeHead(204).end();
    } else if (request.method === 'GET') {
      this.reads.push(url);
      if (this.readTrouble) return this.readTrouble(response, request);
      await this.execute(
        response,
        url.searchParams.get('documentId'),
        JSON.parse(url.searchParams.get('variables') ?? '{}'),
      );
    } else {
      await this.receive(request, response);
    }
  }

  /** A POST: a document of the widgets by its hash, or a query as others write it. */
  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { documentId, query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    if (query) return this.run(response, query, variables);
    if (this.writeTrouble) return this.writeTrouble(response, request);
    if (variables.input)
      this.submits.push({
        input: variables.input,
        siteKey: request.headers['x-kinerja-site-key'] as string | undefined,
      });
    await this.execute(response, documentId, variables);
  }

  /** Which versions there are, or what their files are known by. */
  private sendVersions(response: ServerResponse, path: string): void {
    const { latest, isReleased, isUnreadable } = this;
    if (isUnreadable) response.removeHeader('access-control-allow-origin');
    const files = [...this.files].map(([name, text]) => [name, { integrity: hashOf(text) }]);
    const told = { isReleased, questions: RatingFormOperation.id };
    const versions = { '0.3.0': told, [latest]: told };
    sendJson(response, 200, path.endsWith('versions.json') ? { latest, versions } : Object.fromEntries(files));
  }

  /** The example site, with its placeholders filled in as the gateway does. */
  private sendExample(response: ServerResponse, path: string): void {
    const file = `examples/${path}`;
    if (!existsSync(`${ROOT}${file}`)) return void response.writeHead(404).end();
    const values: Record<string, string> = {
      widgets: `${this.address}widgets/0.3.0/kinerja.js`,
      service: SERVICE,
      'site-key': this.siteKey,
      tenant: '32.73',
      'tenant-name': 'Kota Bandung',
      form: `/form/${SERVICE}`,
      'timed-service': SERVICE,
      'replying-unit': 'unit_Arcamanik',
      'quarter-before': '2026-Q2',
    };
    const type = TYPES[path.split('.')[1] ?? ''] ?? 'text/plain';
    const fill = (text: string) => text.replaceAll(/\{\{([a-z-]+)\}\}/g, (whole, name) => values[name] ?? whole);
    const body = type === 'image/png' ? readFileSync(`${ROOT}${file}`) : fill(read(file));
    response.writeHead(200, { 'content-type': type }).end(body);
  }

  private async execute(
    response: ServerResponse,
    documentId: string | null,
    variableValues: Record<string, unknown>,
  ): Promise<void> {
    const [, source] = Object.entries(this.documents).find(([id]) => id.includes(documentId ?? ' ')) ?? [];
    if (!source) return sendJson(response, 400, { errors: [{ message: 'Unknown document.' }] });
    const isMove = this.desk !== null && /^mutation/.test(source);
    if (isMove && this.desk?.takeLoss()) {
      await graphql({ schema: this.schema, source, variableValues, rootValue: this.root });
      // Cut off within the answer: a browser sends again by itself what was cut off before.
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
    } else await this.run(response, source, variableValues);
  }

  private async run(response: ServerResponse, source: string, variableValues: Record<string, unknown>): Promise<void> {
    sendJson(response, 200, await graphql({ schema: this.schema, source, variableValues, rootValue: this.root }));
  }

  private readonly root = {
    service: ({ id }: { id: string }) =>
      id.startsWith(SERVICE)
        ? {
            id,
            name: id === SERVICE ? 'Perekaman KTP-el' : `Layanan ${id}`,
            unit: {
              name: 'Dinas Kependudukan dan Pencatatan Sipil',
              tenant: this.tenant,
              trend: unitCard.trend,
            },
            questionnaire,
            reportKinds: this.reportKinds,
            standard: { serviceTime: '60 menit sejak nomor diambil' },
            satisfactionIndex: unitCard.satisfactionIndex,
            serviceTime: this.serviceTime,
            serviceTimeChange: serviceTimesChange,
          }
        : null,
    feedbackReceipt: ({ code }: { code: string }) => this.findReceipt(code),
    siteKeyStanding: () => this.siteKeyStanding,
    unit: () => this.unit,
    tenant: ({ code }: { code: string }) => (code === '32.73' ? this.tenant : null),
    submitFeedback: ({ input }: { input: Submit['input'] }) => this.submit(input),
    addToTicket: (move: { key: string; text: string }) => this.move(() => this.desk?.add(move)),
    withdrawTicket: (move: { key: string }) => this.move(() => this.desk?.withdraw(move)),
    sayTicketOutcome: (move: { key: string; outcome: 'FIXED' | 'NOT_FIXED' }) => this.move(() => this.desk?.say(move)),
    eraseFeedbackWords: () => this.move(() => this.desk?.erase()),
  };

  private get tenant() {
    return {
      name: 'Kota Bandung',
      timeZone: 'Asia/Jakarta',
      sampleData: this.sampleData,
      unitLeaderboard: ({ kind, period, lang }: { kind: string; period?: string; lang?: string }) => ({
        ...this.board,
        kind,
        periodLabel: periodTitle((period ?? '2026-Q3') as Period, lang),
        sampleData: this.sampleData,
      }),
    };
  }

  private findReceipt(code: string) {
    if (code.replaceAll(/\W/g, '').toUpperCase() !== RECEIPT_CODE.replaceAll('-', ''))
      throw new Error('code: expected the code on a receipt');
    const service = this.root.service({ id: SERVICE });
    const { ticket = null, words = { kept: false, erasedAt: null } } = this.desk ?? {};
    const kind = ticket ? 'COMPLAINT' : 'RATING';
    return { code: RECEIPT_CODE, receivedAt: RECEIPT_TIME, kind, service, words, ticket };
  }

  private move(change: () => object | undefined): object {
    return change() ?? { __typename: 'FeedbackReceipt', ...this.findReceipt(RECEIPT_CODE) };
  }

  private submit(input: Submit['input']): object {
    const submit = this.submits.at(-1) ?? { input, siteKey: undefined };
    const other = this.outcome?.(submit);
    if (other) return other;
    const replayed = this.stored.has(input.submissionKey);
    this.stored.set(input.submissionKey, submit);
    return {
      __typename: 'SubmitFeedbackSuccess',
      replayed,
      receipt: { code: `BDG-${input.submissionKey.slice(0, 8).toUpperCase()}`, receivedAt: RECEIPT_TIME },
    };
  }
}

/** As an `integrity` attribute has it. */
export const hashOf = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;
async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
