import { setImmediate as immediate } from 'node:timers/promises';
import type { Database } from '@kinerja/gateway/database/open-database';

import type { FrontDoor, InProcessGateway, PostedAnswer, PostedRequest } from '../support/in-process-gateway.ts';
import { type Fate, type StatementTurns, takeTurns } from '../support/statement-turns.ts';
import type { Choices } from './choices.ts';
import type { VirtualGlobals } from './virtual-globals.ts';

/** How often something befalls the gateway or its connections; percentages of its statements. */
export interface Trouble {
  /** The gateway dies at it; of those that store, three times as often. */
  readonly dies: number;
  /** The connection to the database is lost at it; of those that store, three times as often. */
  readonly fails: number;
}

export const NO_TROUBLE: Trouble = { dies: 0, fails: 0 };

/** The machine on which the gateway runs, one after the other. */
export interface Host {
  trouble: Trouble;
  readonly isUp: () => boolean;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Ends it with its world; nobody is told. */
  readonly stop: () => Promise<void>;
  /** Hands a request to the gateway that runs; at its death, `gone` is told. */
  readonly post: (request: PostedRequest, answered: (answer: PostedAnswer) => void, gone: () => void) => void;
  /** Begins work that comes back every few seconds. */
  readonly work: (name: 'closePeriods' | 'chainEvents') => void;
  /** Lets the gateway go on until it waits for nothing but what is yet to come, one statement at a time. */
  readonly settle: () => Promise<void>;
  /** What befell the gateway while it stored, by the step at which it did. */
  readonly fates: ReadonlyMap<Fate, number>;
}

/** A gateway as a test replaces parts of it, to see that it is found out. */
export interface Stand {
  readonly post?: (post: InProcessGateway['post']) => InProcessGateway['post'];
  readonly database?: (database: Database) => Database;
}

interface HostOptions {
  readonly database: Database;
  readonly tenantId: string;
  readonly door: FrontDoor;
  readonly choices: Choices;
  readonly serverTime: () => number;
  readonly globals: VirtualGlobals;
  readonly stand: Stand;
  readonly trace: (line: string) => void;
  readonly onFault: (error: unknown) => void;
  readonly onDeath: () => void;
}

interface Running {
  readonly gateway: InProcessGateway;
  readonly turns: StatementTurns;
  /** Told at its death. */
  readonly waiting: Set<() => void>;
  works: number;
}

/** So many rounds of Node's loop carry a request through its streams. */
const ROUNDS = 4;
/** After so many without a statement, what is left waits for a timer. */
const MOST_ROUNDS = 40;

export const createHost = (options: HostOptions): Host => {
  const { database, tenantId, door, choices, serverTime, globals, stand, trace, onFault, onDeath } = options;
  const fates = new Map<Fate, number>();
  let running: Running | null = null;

  const die = (one: Running) => {
    if (running !== one) return;
    running = null;
    for (const gone of one.waiting) gone();
    onDeath();
  };

  const fateOf = (stores: boolean): Fate => {
    const times = stores ? 3 : 1;
    const { dies, fails } = host.trouble;
    if (choices.percent(dies * times)) {
      if (stores) return (['dies before', 'dies within', 'dies after'] as const)[choices.between(0, 2)] ?? 'dies after';
      return choices.percent(50) ? 'dies before' : 'dies after';
    }
    if (choices.percent(fails * times)) return choices.percent(50) ? 'fails before' : 'fails after';
    return 'runs';
  };

  const runOne = async (one: Running) => {
    const waiting = one.turns.waiting();
    const statement = waiting[choices.between(0, waiting.length - 1)];
    if (statement === undefined) return;
    const fate = fateOf(statement.stores);
    if (statement.stores) fates.set(fate, (fates.get(fate) ?? 0) + 1);
    if (statement.stores || fate !== 'runs') trace(`  ${statement.name} ${fate}`);
    await globals.outside(() => one.turns.run(statement, fate));
    if (fate.startsWith('dies')) die(one);
  };

  const isBusy = ({ waiting, works }: Running) => waiting.size > 0 || works > 0;

  const host: Host = {
    trouble: NO_TROUBLE,
    fates,
    isUp: () => running !== null,
    start: async () => {
      const turns = takeTurns(database, tenantId);
      const used = stand.database?.(turns.database) ?? turns.database;
      const gateway = await globals.outside(() =>
        door.start({ database: used, now: () => new Date(serverTime()), onFault }),
      );
      const post = stand.post?.(gateway.post) ?? gateway.post;
      running = { gateway: { ...gateway, post }, turns, waiting: new Set(), works: 0 };
    },
    kill: async () => {
      const one = running;
      if (one === null) return;
      await globals.outside(one.turns.kill);
      die(one);
    },
    stop: async () => {
      const one = running;
      running = null;
      await one?.turns.kill();
    },
    post: (request, answered, gone) => {
      const one = running;
      if (one === null) {
        gone();
        return;
      }
      one.waiting.add(gone);
      void one.gateway.post(request).then(
        (answer) => {
          one.waiting.delete(gone);
          if (running === one) answered(answer);
        },
        (error: unknown) => {
          one.waiting.delete(gone);
          onFault(error);
        },
      );
    },
    work: (name) => {
      const one = running;
      if (one === null) return;
      one.works += 1;
      void one.gateway[name]()
        .catch(() => trace(`  ${name} failed`))
        .finally(() => {
          one.works -= 1;
        });
    },
    settle: async () => {
      await immediate();
      for (let rounds = 0; running !== null && rounds < MOST_ROUNDS; rounds += 1) {
        if (running.turns.waiting().length === 0 && !isBusy(running)) return;
        for (let round = 0; round < ROUNDS; round += 1) await immediate();
        if (running.turns.waiting().length === 0) continue;
        await runOne(running);
        rounds = 0;
      }
    },
  };
  return host;
};
