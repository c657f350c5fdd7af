import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isScore } from '@kinerja/gateway/domain/score';
import { Pool } from 'pg';
import { LOAD_TARGET } from '../../gateway/src/feedback/load-rated.ts';
import { prepareFeedback, STORE, storeValues } from '../../gateway/src/feedback/store-feedback.ts';
import { decodeGlobalId } from '../../gateway/src/global-id.ts';
import { READ_BOARD } from '../../gateway/src/leaderboard/read-board.ts';
import { skm2017 } from '../support/questionnaires.ts';

/*
 * The limits that the gateway is measured against: node:http, JSON and pg, and of the gateway nothing but its SQL
 * statements. They check nothing and can fail in many ways.
 */

interface OnDatabase {
  /** Of the gateway's role, to which row level security applies. */
  readonly gatewayUrl: string;
  readonly tenantId: string;
}

/** Runs the statements of a submit, and answers with a receipt. */
export interface BareSubmit extends OnDatabase {
  readonly kind: 'submit';
}

/** Runs the statement of the board, and answers with its rows. */
export interface BareBoard extends OnDatabase {
  readonly kind: 'board';
  readonly values: readonly unknown[];
}

/** Has always the same answer in memory, and writes it as JSON for everybody who asks. */
export interface BareAnswer {
  readonly kind: 'answer';
  readonly answer: unknown;
}

export type BareServer = BareSubmit | BareBoard | BareAnswer;

type Answer = (request: IncomingMessage) => Promise<string> | string;

/** Connections as many, as prepared and as bound to a tenant as the gateway's. */
const openPool = ({ gatewayUrl, tenantId }: OnDatabase) =>
  new Pool({ connectionString: gatewayUrl, options: `-c app.tenant=${tenantId}`, max: 10 });

const readText = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.once('end', () => resolve(text));
    request.once('error', reject);
  });

interface Submit {
  readonly variables: {
    readonly input: {
      readonly submissionKey: string;
      readonly serviceId: string;
      readonly answers: readonly { readonly element: string; readonly score: number }[];
    };
  };
}

const submit = (served: BareSubmit): Answer => {
  const pool = openPool(served);
  return async (request) => {
    const { input } = (JSON.parse(await readText(request)) as Submit).variables;
    const serviceId = decodeGlobalId(input.serviceId)?.id ?? '';
    const { rows } = await pool.query({ ...LOAD_TARGET, values: [served.tenantId, serviceId, '', '127.0.0.1'] });
    const [target] = rows;
    const receivedAt = new Date();
    const id = randomUUID();
    const hash = Buffer.from(`${id}${id}`.replaceAll('-', ''), 'hex');
    const scoreOf = new Map(input.answers.map(({ element, score }) => [element, score]));
    const scores = skm2017.elements.map(({ key }) => {
      const score = scoreOf.get(key);
      return isScore(score) ? score : null;
    });
    const row = {
      tenantId: served.tenantId,
      id,
      submissionKey: input.submissionKey,
      requestHash: hash,
      kind: 'RATING',
      serviceId,
      unitId: target.unitId,
      comment: null,
      respondent: {},
      receivedAt,
      submittedAt: null,
      countedOn: receivedAt.toISOString().slice(0, 10),
      late: false,
      channel: 'API',
      verified: false,
      visitCode: null,
      embedSiteId: null,
      receiptHash: hash,
      receiptKeyVersion: target.keyVersion,
      place: null,
      deviceId: null,
      source: hash.subarray(0, 16),
      auditId: randomUUID(),
      actor: 'citizen',
    };
    const { rowCount } = await pool.query({
      ...STORE,
      values: storeValues(served.tenantId, [prepareFeedback(row, skm2017, scores)]),
    });
    return JSON.stringify({ receipt: { code: id, receivedAt }, replayed: rowCount === 0 });
  };
};

const board = (served: BareBoard): Answer => {
  const pool = openPool(served);
  return async () => {
    const { rows } = await pool.query({ ...READ_BOARD, values: [...served.values] });
    return JSON.stringify(rows);
  };
};

const fromMemory =
  ({ answer }: BareAnswer): Answer =>
  () =>
    JSON.stringify(answer);

const answerOf = (served: BareServer): Answer => {
  switch (served.kind) {
    case 'submit':
      return submit(served);
    case 'board':
      return board(served);
    case 'answer':
      return fromMemory(served);
  }
};

export const serveBare = async (served: BareServer) => {
  const answer = answerOf(served);
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await answer(request);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
