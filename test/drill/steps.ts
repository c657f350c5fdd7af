import { randomUUID } from 'node:crypto';
import { Agent, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createDevice } from '../support/citizen-device.ts';
import { anyRating } from './any-rating.ts';
import { openCommitHolder } from './commit-holder.ts';
import { createDeadline, type Drill } from './drill.ts';
import { forward } from './forward.ts';
import { createRandom } from './random.ts';
import { eventually } from './stage.ts';
import { compareWithStored } from './stored.ts';

/** The way of a rating. */
const STEPS = ['stored locally', 'sent', 'received', 'inserted', 'committed', 'answered', 'receipt stored'] as const;
type Step = (typeof STEPS)[number];

const FAULTS = ['gateway killed', 'database killed', 'connection cut', 'page closed'] as const;
type Fault = (typeof FAULTS)[number];

/** What happens in ten rounds: what takes seconds to get over, less often. Each step begins at another place of it. */
const TURNS: readonly Fault[] = [
  'page closed',
  'connection cut',
  'gateway killed',
  'connection cut',
  'page closed',
  'page closed',
  'connection cut',
  'page closed',
  'connection cut',
  'database killed',
];
const faultOf = (round: number, step: Step): Fault =>
  TURNS[(round + 3 * STEPS.indexOf(step)) % TURNS.length] ?? 'connection cut';

const PATIENCE_SECONDS = 60;

/** Stands between the citizen and the gateway, and tells how far a request has come. */
const openDoor = async (target: string, reached: (step: Step) => void) => {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const server = createServer((asked, response) => {
    const { socket } = asked;
    asked.once('end', () => reached('sent'));
    forward(asked, target, agent, {}, () => reached('received')).then(
      ({ status, headers, body }) => {
        reached('answered');
        response.writeHead(status, headers).end(body);
      },
      () => socket.destroy(),
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
};

/** TRUST R4. */
export const steps: Drill = {
  rows: 'R4',
  does: 'kills the gateway or its database, cuts the connection or closes the page at each step of a rating',
  times: 100,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const isOver = createDeadline(minutes);
    const hits = new Map<string, number>();
    const missed: string[] = [];
    const begun = new Set<string>();
    let armed: { readonly step: Step; readonly act: () => Promise<unknown> } | undefined;
    let recovering: Promise<unknown> = Promise.resolve();
    const reached = (step: Step) => {
      if (armed?.step !== step) return;
      recovering = armed.act();
      armed = undefined;
    };
    const door = await openDoor(stage.address, reached);
    const holder = await openCommitHolder(stage);
    const device = await createDevice({
      sending: () => reached('stored locally'),
      answered: () => reached('receipt stored'),
    });
    const acts: Readonly<Record<Fault, () => Promise<unknown>>> = {
      'gateway killed': stage.killGateway,
      'database killed': stage.killDatabase,
      'connection cut': async () => door.cut(),
      'page closed': device.reload,
    };
    /** Follows a rating into its commit, where nothing but the database sees it. */
    const followCommit = async (step: 'inserted' | 'committed', key: string, send: () => void) => {
      const commit = await holder.hold();
      try {
        send();
        if (!(await commit.isInserted())) return;
        reached('inserted');
        if (step === 'inserted') return;
        stage.line.hold();
        await commit.letCommit();
        if (await commit.isCommitted(key)) reached('committed');
      } finally {
        await commit.close();
        stage.line.letGo();
      }
    };
    const rate = async (step: Step, fault: Fault) => {
      const key = randomUUID();
      begun.add(key);
      stage.sent.add(key);
      armed = { step, act: acts[fault] };
      let isOut = false;
      const send = () =>
        void device
          .send({
            ...anyRating(stage, random, { key, address: door.address, at: Date.now() }),
          })
          .then(() => {
            isOut = true;
          });
      if (step === 'inserted' || step === 'committed') await followCommit(step, key, send);
      else send();
      const name = `${step}: ${fault}`;
      if (await eventually(async () => armed === undefined, PATIENCE_SECONDS, 2))
        hits.set(name, (hits.get(name) ?? 0) + 1);
      else missed.push(`${name}: this step was not seen`);
      await recovering;
      const isConfirmed = await eventually(
        async () => {
          device.sendNow();
          return isOut && device.confirmed.has(key);
        },
        PATIENCE_SECONDS,
        20,
      );
      if (!isConfirmed) missed.push(`${name}: ${key} has no receipt after ${PATIENCE_SECONDS} s`);
    };
    const hitsOf = (step: Step) => FAULTS.reduce((sum, fault) => sum + (hits.get(`${step}: ${fault}`) ?? 0), 0);
    try {
      for (let round = 0; round < times && !isOver(); round += 1) {
        for (const step of STEPS) if (!isOver()) await rate(step, faultOf(round, step));
        if (round % 10 === 9) say(`${round + 1} rounds`);
      }
      const { stored, broken } = await compareWithStored(
        stage,
        new Map([...device.confirmed].map(([key, { code }]) => [key, code])),
      );
      return {
        trials: [
          ...STEPS.map((step) => ({
            what: `${step}: killed, cut off or closed, and lost, doubled or never confirmed`,
            times: hitsOf(step),
            broken: missed.filter((one) => one.startsWith(`${step}:`)),
            isByChance: false,
          })),
          {
            what: 'rating hit at one of its steps: lost, doubled or under another receipt',
            times: begun.size,
            broken: [...broken, ...device.complaints],
          },
        ],
        seen: [
          ...FAULTS.map(
            (fault) =>
              [fault, STEPS.map((step) => `${step} ${hits.get(`${step}: ${fault}`) ?? 0}`).join(', ')] as const,
          ),
          ['ratings stored', String(stored)],
        ],
      };
    } finally {
      await holder.remove();
      await door.close();
    }
  },
};
